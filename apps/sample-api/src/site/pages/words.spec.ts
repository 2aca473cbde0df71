import { type CategoryRenewals, type ConsentCategory, type Decision } from '@nest-privacy/core';
import { evaluateConsent, type StoredConsent } from '@nest-privacy/consent';
import { consentTerms } from '@nest-privacy/consent/testing';
import { siteVisitor } from '../../../test/site-visitor.js';
import { ENGLISH } from '../texts/english/index.js';
import { type Visitor } from '../visitor.js';
import { layout } from './layout.js';
import { privacyPage } from './privacy.page.js';
import { refusedPage } from './refused.page.js';

const NOW = Date.UTC(2026, 5, 15);
const DECISIONS: readonly Decision[] = ['granted', 'denied', 'unset'];
const FATES = ['never decided', 'active', 'overtaken by the catalogue', 'expired', 'withdrawn'] as const;
const BOTH = [false, true];

interface Case {
  readonly fate: (typeof FATES)[number];
  readonly marketing: Decision;
  readonly informed: boolean;
  readonly gpc: boolean;
  readonly dnt: boolean | null;
}

const cases: Case[] = FATES.flatMap((fate) =>
  DECISIONS.flatMap((marketing) =>
    BOTH.flatMap((informed) =>
      BOTH.flatMap((gpc) => [null, true, false].map((dnt) => ({ fate, marketing, informed, gpc, dnt }))),
    ),
  ),
);

function visitorOf({ fate, marketing, informed, gpc, dnt }: Case): Visitor {
  const categories: ConsentCategory[] = ['STATISTICS', 'MARKETING'];
  const stored: StoredConsent = {
    siteId: 'default',
    subjectId: 'a',
    recordId: 'b',
    decisions: { STATISTICS: 'denied', MARKETING: fate === 'withdrawn' ? 'denied' : marketing },
    informed: informed && marketing === 'granted' ? ['MARKETING'] : [],
    lapsed: [],
    withdrawn: fate === 'withdrawn',
    noticeVersion: 1,
    catalogueVersion: 1,
    decidedAt: NOW - 2,
    validUntil: fate === 'expired' ? NOW - 1 : NOW + 1,
  };
  const signals = { dnt, gpc };
  const renewals: CategoryRenewals =
    fate === 'overtaken by the catalogue' ? { MARKETING: { version: 2, at: NOW - 1 } } : {};
  const consent = evaluateConsent({
    categories,
    stored: fate === 'never decided' ? null : stored,
    terms: consentTerms(),
    signals,
    noticeVersion: 1,
    catalogueVersion: 2,
    renewals,
    now: NOW,
    gpcAffects: ['MARKETING'],
  });
  return siteVisitor(ENGLISH, consent, signals);
}

/** The words of a page in one line, without markup. */
const textOf = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

/** What stands beside the name of the purpose. */
const MARKETING = / Statistics (?:on|off) .*? Marketing (on|off) (you .*?) (?:Your browser|Opt-Out) /;

describe.each(cases)(
  'the words for MARKETING $fate, $marketing (knowing of GPC: $informed), under GPC $gpc and DNT $dnt',
  (each) => {
    const visitor = visitorOf(each);
    const { fate, gpc, dnt } = each;
    const markup = layout(privacyPage(visitor), visitor);
    const page = textOf(markup);
    const refused = layout(refusedPage(['MARKETING'], visitor), visitor);
    const isGranted = fate === 'active' && each.marketing === 'granted';
    const isOn = isGranted && (!gpc || each.informed);
    const isRefused = fate !== 'never decided' && fate !== 'withdrawn' && each.marketing === 'denied';
    const isExpired = fate === 'expired' && each.marketing === 'granted';
    const isOutdated = fate === 'overtaken by the catalogue' && each.marketing === 'granted';
    const isUndecided = fate === 'never decided' || (fate !== 'withdrawn' && each.marketing === 'unset');

    it('say beside the choice what was decided and what follows', () => {
      const [, now, decided] = MARKETING.exec(page)!;
      expect(now).toBe(isOn ? 'on' : 'off');
      expect({
        'you allowed it': isOn,
        'you allowed it, but Global Privacy Control switches it off': isGranted && !isOn,
        'you refused it': isRefused,
        'you withdrew it, or objected to it': fate === 'withdrawn',
        'you allowed it, but your consent has run out, or was about an earlier notice': isExpired,
        'you allowed it, but what we use for it has changed since then': isOutdated,
        'you have not decided': isUndecided,
      }).toMatchObject({ [decided!]: true });
    });

    it('have ticked what is on, on the page and in the dialog, and nothing else', () => {
      const ticked = [...markup.matchAll(/<input type="checkbox" name="MARKETING"[^>]*? checked/g)];
      expect(ticked).toHaveLength(isOn ? 2 : 0);
    });

    it('offer withdrawal where something was granted, and nowhere else', () => {
      expect(markup.includes('value="withdraw"')).toBe(isGranted);
    });

    it('say after a decision what stands, and nothing to whoever made none', () => {
      const [, status] = /<p role="status"[^>]*>\s*(.*?)\s*<\/p>/s.exec(markup) ?? [];
      const saved = isOn ? 'Saved. On from now: Essentials, Marketing.' : 'Saved. On from now: Essentials.';
      if (fate === 'never decided') expect(status).toBeUndefined();
      else if (fate === 'withdrawn') expect(status).toMatch(/^Withdrawn/);
      else expect(status).toBe(saved);
    });

    it('name the signals that were sent, and no others', () => {
      expect(page.includes('asks not to sell or share your data')).toBe(gpc);
      expect(page.includes('asks not to be tracked')).toBe(dnt === true);
      expect(page.includes('allows tracking')).toBe(dnt === false);
      expect(page.includes('sends no privacy signal')).toBe(!gpc && dnt === null);
      expect(page.includes('My browser sends Global Privacy Control.')).toBe(gpc);
      expect(textOf(refused).includes('if you mean your consent all the same')).toBe(gpc);
      expect(refused.includes('value="gpc" form="ask-granted" required')).toBe(gpc);
    });

    it('give the true reason why a page stays closed', () => {
      const main = textOf(/<main.*<\/main>/s.exec(refused)![0]);
      expect(main.includes('You allowed Marketing , but your browser sends Global Privacy Control')).toBe(
        isGranted && !isOn,
      );
      expect(main.includes('You refused Marketing')).toBe(isRefused);
      expect(main.includes('You withdrew your consent to Marketing')).toBe(fate === 'withdrawn');
      expect(main.includes('You allowed Marketing , but your consent has run out')).toBe(isExpired);
      expect(main.includes('You allowed Marketing , but what we use for it has changed')).toBe(isOutdated);
      expect(main.includes('You have not decided about Marketing')).toBe(isUndecided);
    });
  },
);
