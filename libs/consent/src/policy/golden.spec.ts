import { type ConsentCategory, type Decisions, type Place } from '@nest-privacy/core';
import { type StoredConsent } from '../decision/stored-consent.js';
import { decidePolicy, type PolicyAnswer } from './answer-of.js';
import { compileRules } from './compile-rules.js';
import { type ConsentPolicyOptions } from './policy.options.js';

const CATEGORIES: readonly ConsentCategory[] = ['STATISTICS', 'MARKETING'];
const CNIL = { ownPurposeOnly: true, visitorsInformed: true, visitorsCanObject: true, retention: 1 } as const;

interface Asked {
  readonly options?: ConsentPolicyOptions;
  readonly date?: string;
  readonly gpc?: boolean;
  readonly dnt?: boolean;
  readonly decided?: Decisions;
  readonly informed?: readonly ConsentCategory[];
  readonly decidedAt?: string;
}

const place = (where: string | null): Place => {
  const [country = null, part] = where?.split('-') ?? [];
  return { country, region: part === undefined ? null : where, source: where === null ? 'none' : 'trusted-header' };
};

function ask(where: string | null, asked: Asked = {}): PolicyAnswer {
  const { options = {}, date = '2026-11-21', gpc = false, dnt = null, decided, informed = [] } = asked;
  const { decidedAt = '2026-11-01' } = asked;
  const rules = compileRules(options);
  const answered = Date.parse(decidedAt);
  const until = decidePolicy(
    rules,
    { siteId: 'default', place: place(where), now: answered },
    { ...NOTHING, signals: { dnt: null, gpc: false }, stored: null },
  ).validUntil;
  const isGranted = Object.values(decided ?? {}).includes('granted');
  const stored: StoredConsent | null = decided
    ? {
        ...{ siteId: 'default', subjectId: 's', recordId: 'r', informed, withdrawn: false, noticeVersion: 1 },
        lapsed: [],
        ...{ catalogueVersion: null, decidedAt: answered, decisions: decided },
        validUntil: until[isGranted ? 'granted' : 'refused'].getTime(),
      }
    : null;
  const scene = { siteId: 'default', place: place(where), now: Date.parse(date) };
  return decidePolicy(rules, scene, { ...NOTHING, signals: { dnt, gpc }, stored });
}

const NOTHING = {
  categories: CATEGORIES,
  gpcAffects: ['MARKETING'] as const,
  noticeVersion: 1,
  catalogueVersion: null,
  renewals: {},
};

const allowed = ({ consent }: PolicyAnswer): string =>
  CATEGORIES.filter((category) => consent.allowed[category]).join('+') || 'nothing';

const BOTH = { STATISTICS: 'granted', MARKETING: 'granted' } as const;
const NONE = { STATISTICS: 'denied', MARKETING: 'denied' } as const;

describe('what holds where', () => {
  it.each<[where: string | null, jurisdiction: string, allowed: string, asked: string, gpc: string, months: number]>([
    ['DE', 'EU', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['FR', 'EU', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['RE', 'EU', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['NO', 'EU', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['GB', 'UK', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['GB-SCT', 'UK', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['CH', 'CH', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['BR', 'consent-law', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['CA-QC', 'CA-QC', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['CA-ON', 'elsewhere', 'STATISTICS+MARKETING', '', 'none', 6],
    ['CA', 'CA', 'nothing', 'STATISTICS+MARKETING', 'none', 6],
    ['US-CA', 'US-CA', 'STATISTICS+MARKETING', 'STATISTICS+MARKETING', 'show', 12],
    ['US-CO', 'US-CO', 'STATISTICS+MARKETING', 'STATISTICS+MARKETING', 'honour', 12],
    ['US-OR', 'US-OR', 'STATISTICS+MARKETING', 'STATISTICS+MARKETING', 'honour', 12],
    ['US-WY', 'elsewhere', 'STATISTICS+MARKETING', '', 'none', 6],
    ['US', 'US', 'STATISTICS+MARKETING', 'STATISTICS+MARKETING', 'show', 6],
    ['JP', 'elsewhere', 'STATISTICS+MARKETING', '', 'none', 6],
    [null, 'unknown', 'nothing', 'STATISTICS+MARKETING', 'show', 6],
  ])('in %s: %s', (where, jurisdiction, expected, asked, gpc, months) => {
    const answer = ask(where);
    expect([answer.terms.jurisdiction, allowed(answer), answer.ask.join('+'), answer.terms.gpc]).toEqual([
      ...[jurisdiction, expected, asked, gpc],
    ]);
    expect(answer.terms.validity.granted).toEqual({ months });
  });

  it.each<[what: string, where: string | null, asked: Asked, allowed: string, isAsked: boolean, isGpcShown: boolean]>([
    ['a grant', 'DE', { decided: BOTH }, 'STATISTICS+MARKETING', false, false],
    ['a refusal', 'JP', { decided: NONE }, 'nothing', false, false],
    ['a refusal in California', 'US-CA', { decided: NONE, gpc: true }, 'nothing', false, true],
    ['GPC', 'DE', { gpc: true }, 'nothing', true, false],
    ['GPC in California', 'US-CA', { gpc: true }, 'STATISTICS', true, true],
    [
      'GPC in California before it had to be shown',
      'US-CA',
      { gpc: true, date: '2025-12-31T23:59:59.999Z' },
      'STATISTICS',
      true,
      false,
    ],
    ['GPC in California from the first instant', 'US-CA', { gpc: true, date: '2026-01-01' }, 'STATISTICS', true, true],
    ['GPC in Texas', 'US-TX', { gpc: true }, 'STATISTICS', true, false],
    ['GPC where nobody has to be asked', 'JP', { gpc: true }, 'STATISTICS', false, false],
    ['GPC of whoever nothing is known', null, { gpc: true }, 'nothing', true, true],
    ['GPC against a grant', 'US-CA', { gpc: true, decided: BOTH }, 'STATISTICS', false, true],
    [
      'GPC and a grant that knew of it',
      'US-CA',
      { gpc: true, decided: BOTH, informed: ['MARKETING'] },
      'STATISTICS+MARKETING',
      false,
      false,
    ],
    ['DNT', 'JP', { dnt: true }, 'nothing', false, false],
    ['DNT against a grant', 'DE', { dnt: true, decided: BOTH }, 'STATISTICS+MARKETING', false, false],
    [
      'a grant an instant before it ends',
      'DE',
      { decided: BOTH, decidedAt: '2026-05-31', date: '2026-11-29T23:59:59.999Z' },
      'STATISTICS+MARKETING',
      false,
      false,
    ],
    [
      'a grant when it ends',
      'DE',
      { decided: BOTH, decidedAt: '2026-05-31', date: '2026-11-30' },
      'nothing',
      true,
      false,
    ],
    [
      'a grant when it ends, even elsewhere',
      'JP',
      { decided: BOTH, decidedAt: '2026-05-31', date: '2026-11-30' },
      'nothing',
      true,
      false,
    ],
    [
      'a refusal when it ends, where nobody has to be asked',
      'JP',
      { decided: NONE, decidedAt: '2026-05-31', date: '2026-11-30' },
      'nothing',
      false,
      false,
    ],
    [
      'a refusal an instant before it may be asked again',
      'DE',
      { decided: NONE, decidedAt: '2027-08-31', date: '2028-02-28T23:59:59.999Z' },
      'nothing',
      false,
      false,
    ],
    [
      'a refusal in a leap year',
      'DE',
      { decided: NONE, decidedAt: '2027-08-31', date: '2028-02-29' },
      'nothing',
      true,
      false,
    ],
    [
      'a refusal in California after eleven months',
      'US-CA',
      { decided: NONE, decidedAt: '2026-01-31', date: '2026-12-31' },
      'nothing',
      false,
      false,
    ],
    [
      'a refusal in California after a year',
      'US-CA',
      { decided: NONE, decidedAt: '2025-11-21', date: '2026-11-21' },
      'nothing',
      true,
      false,
    ],
    ['the exemption of the CNIL', 'FR', { options: { cnilAudienceMeasurement: CNIL } }, 'STATISTICS', true, false],
    ['the same elsewhere in the EU', 'DE', { options: { cnilAudienceMeasurement: CNIL } }, 'nothing', true, false],
    ['the same where nothing is known', null, { options: { cnilAudienceMeasurement: CNIL } }, 'nothing', true, false],
    [
      'the exemption and an objection',
      'FR',
      { options: { cnilAudienceMeasurement: CNIL }, decided: NONE },
      'nothing',
      false,
      false,
    ],
    [
      'statistics in the UK by option',
      'GB',
      { options: { regimes: { UK: { STATISTICS: 'notice-only' } } } },
      'STATISTICS',
      true,
      false,
    ],
    [
      'a regime by category',
      'JP',
      { options: { regimes: { elsewhere: { STATISTICS: 'opt-out', MARKETING: 'opt-in' } } } },
      'STATISTICS',
      true,
      false,
    ],
  ])('of %s in %s', (_, where, asked, expected, isAsked, isGpcShown) => {
    const { consent } = ask(where, asked);
    const names = CATEGORIES.filter((category) => consent.allowed[category]).join('+') || 'nothing';
    expect([names, consent.promptRequired, consent.showGpcHonoured]).toEqual([expected, isAsked, isGpcShown]);
  });

  it('names the basis of each category', () => {
    expect(ask('DE').terms.legalBases).toEqual({
      ESSENTIALS: 'necessity',
      STATISTICS: 'consent',
      MARKETING: 'consent',
    });
    expect(ask('FR', { options: { cnilAudienceMeasurement: CNIL } }).terms).toMatchObject({
      jurisdiction: 'FR',
      regime: 'opt-in',
      legalBases: { STATISTICS: 'audience-measurement', MARKETING: 'consent' },
    });
    const stricter = { cnilAudienceMeasurement: CNIL, regimes: { FR: { STATISTICS: 'opt-in' } } } as const;
    expect(ask('FR', { options: stricter }).terms).toMatchObject({
      regimes: { STATISTICS: 'opt-in' },
      legalBases: { STATISTICS: 'consent', MARKETING: 'consent' },
    });
    expect(ask('JP').terms.legalBases).toMatchObject({ STATISTICS: 'notice' });
  });
});
