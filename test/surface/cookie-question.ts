import fc from 'fast-check';
import { type CategoryRenewals, type ConsentCategory, days, type Decision, type Regime } from '@nest-privacy/core';
import { KeyRing } from '@nest-privacy/core/kit';
import { encodeConsent } from '../../libs/consent/src/cookie/consent-token.js';
import { type ConsentQuestion } from '../../libs/consent/src/decision/consent-question.js';
import { evaluateConsent } from '../../libs/consent/src/decision/evaluate-consent.js';
import { type NoticeValidity } from '../../libs/consent/src/decision/notice-validity.js';
import { type StoredConsent } from '../../libs/consent/src/decision/stored-consent.js';
import { VisitorConsentView } from '../../libs/consent/src/dto/visitor-consent.view.js';
import { consentTerms } from '../../libs/consent/src/testing/consent-terms.js';
import { type ConsentState, type Signals } from '../../libs/client/src/state/consent-state.js';
import { CLOCK_TOLERANCE } from '../../libs/client/src/state/answer.js';
import { type PageSettings } from '../../libs/client/src/state/page-settings.js';

/** One visit of a page: what the browser has, what the page was told, and what the server says of the very same. */
export interface CookieQuestion {
  /** `document.cookie` */
  readonly cookies: string;
  readonly settings: PageSettings;
  readonly signals: Signals;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The answer of `GET /consent`, without what a page cannot know. */
  readonly answer: Omit<ConsentState, 'jurisdiction' | 'consentMode' | 'importable'>;
}

const KEYS = new KeyRing(['a-secret-of-tests-that-is-long-enough-0001'], 'consent-cookie');
/** Three, for what holds of one must not hold of all. */
const CATEGORIES = ['STATISTICS', 'MARKETING', 'A_2'] as ConsentCategory[];
/** The end of a month whose sixth after it is shorter. */
const NOW = Date.UTC(2027, 1, 28, 12);

const ofEach = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<ConsentCategory, T>> =>
  fc.record(Object.fromEntries(CATEGORIES.map((name) => [name, arbitrary])));
const ofSome = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Partial<Record<ConsentCategory, T>>> =>
  fc.record(Object.fromEntries(CATEGORIES.map((name) => [name, arbitrary])), { requiredKeys: [] });

const version = fc.integer({ min: 1, max: 4 });
const catalogueVersion = fc.option(fc.integer({ min: 0, max: 40 }), { freq: 4 });
/** What lies close to now lies within the tolerance of clocks, and beside it. */
const instant = fc.oneof(
  fc.integer({ min: NOW - days(400), max: NOW + days(400) }),
  fc.integer({ min: NOW - 2 * CLOCK_TOLERANCE, max: NOW + 2 * CLOCK_TOLERANCE }),
  fc.constantFrom(
    NOW,
    NOW + CLOCK_TOLERANCE,
    NOW + CLOCK_TOLERANCE + 1,
    Date.UTC(2026, 7, 31, 12),
    Date.UTC(2026, 7, 28, 12),
  ),
);

const stored: fc.Arbitrary<StoredConsent> = fc
  .record({
    subjectId: fc.uuid(),
    recordId: fc.uuid(),
    decisions: ofEach(fc.constantFrom<Decision>('granted', 'denied', 'unset')),
    informed: fc.subarray(CATEGORIES),
    lapsed: fc.subarray(CATEGORIES),
    withdrawn: fc.boolean(),
    noticeVersion: version,
    catalogueVersion,
    decidedAt: instant,
    validUntil: instant,
  })
  .map(({ informed, lapsed, ...rest }) => ({
    siteId: 'default',
    ...rest,
    informed: informed.filter((name) => rest.decisions[name] === 'granted'),
    lapsed: lapsed.filter((name) => rest.decisions[name] === 'unset'),
  }));

const renewals: fc.Arbitrary<CategoryRenewals | null> = fc.option(
  ofSome(fc.record({ version: fc.integer({ min: 0, max: 40 }), at: instant })),
  { freq: 8 },
);
const validity: fc.Arbitrary<NoticeValidity | null> = fc.option(
  fc.record({ since: version, renewals: ofSome(version) }),
);

const prefix = fc.constantFrom('', '__Host-', '__Secure-');
/** What another host, or http, can put beside the cookie: one that seems newer under a name that is not its own, or one of its name that no server makes. */
const planted = fc.record({
  prefix,
  spoil: fc.constantFrom<Spoil | null>(
    null,
    (parts) => parts.with(2, 'zzzzzzzzzz'),
    (parts) => parts.with(2, '_'),
    (parts) => parts.with(3, 'zzzzzzzzzz'),
    (parts) => parts.with(3, '_'),
    (parts) => parts.with(4, '12345678901'),
    (parts) => parts.with(5, 'zzzzzzz'),
    (parts) => parts.with(1, 'MARKETING:x'),
    (parts) => parts.with(1, 'MARKETING:g~'),
    (parts) => parts.with(1, 'STATISTICS:gMARKETING:g'),
  ),
});
type Spoil = (parts: string[]) => string[];
const GREEDY =
  '2.STATISTICS:i~MARKETING:i~A_2:i.zzzzzzzz.zzzzzzzz.9.zzzzz.AAAAAAAAAAAAAAAAAAAAAA.a.AAAAAAAAAAAAAAAAAAAAAA';

const circumstances = fc.record({
  stored: fc.option(stored, { freq: 8 }),
  regimes: ofEach(fc.constantFrom<Regime>('opt-in', 'opt-out', 'notice-only')),
  reaskNotBefore: fc.oneof(
    fc.integer({ min: 0, max: days(400) }),
    fc.record({ months: fc.integer({ min: 0, max: 25 }) }),
  ),
  showsGpc: fc.boolean(),
  signals: fc.record({ dnt: fc.constantFrom(true, false, null), gpc: fc.boolean() }),
  noticeVersion: version,
  validity,
  catalogueVersion,
  renewals,
  gpcAffects: fc.subarray(CATEGORIES),
  prefix,
  planted: fc.array(planted, { maxLength: 3 }),
  isPlantedAhead: fc.boolean(),
  format: fc.constantFrom('1', '2'),
});

/** A cookie of before named no catalogue. What its signature is worth, the page does not know. */
const formerly = (token: string): string =>
  token
    .split('.')
    .filter((_, part) => part !== 5)
    .join('.')
    .replace(/^2/, '1');

/** A question, and the server's answer to it. The page's clock may be late, so that for it everything ends a little earlier. */
export const cookieQuestion: fc.Arbitrary<CookieQuestion> = circumstances.map(
  ({ stored, regimes, reaskNotBefore, showsGpc, validity, prefix, planted, isPlantedAhead, format, ...rest }) => {
    const isOld = format === '1';
    const read = stored && { ...stored, ...(isOld && { catalogueVersion: null }) };
    const question: ConsentQuestion = {
      categories: CATEGORIES,
      terms: consentTerms(regimes, { reaskNotBefore, showsGpc }),
      signals: rest.signals,
      gpcAffects: rest.gpcAffects,
      noticeVersion: rest.noticeVersion,
      ...(validity && { noticeValidity: validity }),
      catalogueVersion: rest.catalogueVersion,
      renewals: rest.renewals,
      stored: read && { ...read, validUntil: read.validUntil - CLOCK_TOLERANCE },
      now: NOW,
    };
    const view = new VisitorConsentView(evaluateConsent(question), {} as VisitorConsentView['consentMode']);
    const { jurisdiction, consentMode, ...answer } = {
      ...view,
      ...(read && { validUntil: new Date(read.validUntil).toISOString() }),
    };
    const token = stored && encodeConsent(KEYS, stored);
    const name = `${prefix}privacy_consent`;
    const own = token ? [`${name}=${isOld ? formerly(token) : token}`] : [];
    const others = planted
      .filter((one) => one.spoil || one.prefix !== prefix)
      .map((one) => `${one.prefix}privacy_consent=${(one.spoil ?? ((parts) => parts))(GREEDY.split('.')).join('.')}`);
    const all = isPlantedAhead ? [...others, ...own] : [...own, ...others];
    return {
      cookies: ['a=b', ...all, 'privacy_consent_2=x'].join('; '),
      settings: {
        paths: { consent: '/consent', events: null, choices: '/privacy' },
        cookie: name,
        categories: CATEGORIES,
        regimes,
        gpcAffects: rest.gpcAffects,
        notice: { version: rest.noticeVersion, validity },
        catalogue: { version: rest.catalogueVersion, renewals: rest.renewals },
        reaskNotBefore,
        showsGpc,
        signals: rest.signals,
      },
      signals: rest.signals,
      now: NOW,
      answer,
    };
  },
);
