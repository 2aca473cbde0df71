import { type ConsentCategory, type Decision } from '@nest-privacy/core';
import { evaluateConsent, type StoredConsent } from '@nest-privacy/consent';
import { type Visitor } from '../visitor.js';
import { layout } from './layout.js';
import { refusedPage } from './refused.page.js';

const NOW = Date.UTC(2026, 5, 15);
const DECISIONS: readonly Decision[] = ['granted', 'denied', 'unset'];
const FATES = ['never decided', 'active', 'expired', 'withdrawn'] as const;
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
    withdrawn: fate === 'withdrawn',
    noticeVersion: 1,
    catalogueVersion: null,
    decidedAt: NOW - 2,
    validUntil: fate === 'expired' ? NOW - 1 : NOW + 1,
  };
  const signals = { dnt, gpc };
  const consent = evaluateConsent({
    categories,
    stored: fate === 'never decided' ? null : stored,
    regime: 'opt-in',
    signals,
    noticeVersion: 1,
    catalogueVersion: null,
    renewals: {},
    now: NOW,
    gpcAffects: ['MARKETING'],
    reaskNotBefore: 0,
  });
  return { path: '/offers', signals, consent, catalogue: { version: 1, language: 'en', groups: [] } };
}

/** The words of a page in one line, without markup. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<style>.*<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe.each(cases)(
  'the words for MARKETING $fate, $marketing (knowing of GPC: $informed), under GPC $gpc and DNT $dnt',
  (each) => {
    const visitor = visitorOf(each);
    const { fate, gpc, dnt } = each;
    const isGranted = fate === 'active' && each.marketing === 'granted';
    const isOn = isGranted && (!gpc || each.informed);
    const isRefused = fate !== 'never decided' && fate !== 'withdrawn' && each.marketing === 'denied';
    const page = textOf(layout(refusedPage(['MARKETING'], visitor), visitor));

    it('say in the table what was decided and what follows', () => {
      const [, decided, now] = / MARKETING (you [^.]*?|no decision[^.]*?) (on|off) Accept all|$/.exec(
        page.replace(/(My browser sends .*?all the same\. )/, ''),
      )!;
      expect(now).toBe(isOn ? 'on' : 'off');
      expect(decided?.includes('you allowed it')).toBe(isGranted);
      expect(decided?.includes('Global Privacy Control switches it off')).toBe(isGranted && !isOn);
      expect(decided === 'you refused it').toBe(isRefused);
      expect(decided?.includes('you withdrew it')).toBe(fate === 'withdrawn');
      expect(decided === 'no decision of yours still counts').toBe(fate === 'expired' && !isRefused);
      expect(decided === 'you have not decided').toBe(
        fate === 'never decided' || (fate === 'active' && each.marketing === 'unset'),
      );
    });

    it('name the signals that were sent, and no others', () => {
      expect(page.includes('asks not to sell or share your data')).toBe(gpc);
      expect(page.includes('asks not to be tracked')).toBe(dnt === true);
      expect(page.includes('allows tracking')).toBe(dnt === false);
      expect(page.includes('sends no privacy signal')).toBe(!gpc && dnt === null);
      expect(page.includes('if you mean your consent all the same')).toBe(gpc);
      expect(page.includes('My browser sends Global Privacy Control.')).toBe(gpc);
    });

    it('give the true reason why a page stays closed', () => {
      expect(page).not.toContain('have not given');
      expect(page.includes('You allowed MARKETING , but your browser sends Global Privacy Control')).toBe(
        isGranted && !isOn,
      );
      expect(page.includes('You refused MARKETING')).toBe(isRefused);
      expect(page.includes('You withdrew your consent to MARKETING')).toBe(fate === 'withdrawn');
      expect(page.includes('No decision of yours about MARKETING')).toBe(fate === 'expired' && !isRefused);
    });
  },
);
