import { days } from '@nest-privacy/core';
import { type ConsentQuestion } from './consent-question.js';
import { consentTerms } from '../testing/consent-terms.js';
import { evaluateConsent } from './evaluate-consent.js';
import { mergeDecisions } from './merge-decisions.js';
import { type NoticeValidity } from './notice-validity.js';

const NOW = Date.UTC(2026, 5, 15);

const asked = (uponVersion: number, noticeValidity?: NoticeValidity): ConsentQuestion => ({
  categories: ['STATISTICS', 'MARKETING'],
  stored: {
    siteId: 'default',
    subjectId: 'a',
    recordId: 'r',
    decisions: { STATISTICS: 'granted', MARKETING: 'granted' },
    informed: [],
    lapsed: [],
    withdrawn: false,
    noticeVersion: uponVersion,
    catalogueVersion: 1,
    decidedAt: NOW - days(1),
    validUntil: NOW + days(1),
  },
  terms: consentTerms(),
  signals: { dnt: null, gpc: false },
  noticeVersion: 4,
  noticeValidity,
  renewals: {},
  catalogueVersion: 1,
  gpcAffects: [],
  now: NOW,
});

describe('a grant upon another version of the notice than the active one', () => {
  it.each<[string, number, NoticeValidity | undefined, object]>([
    ['lapses where today’s alone counts', 3, undefined, { state: 'expired', lapsed: ['STATISTICS', 'MARKETING'] }],
    ['lapses where all was renewed since', 2, { since: 3, renewals: {} }, { state: 'expired', promptRequired: true }],
    [
      'counts where nothing was renewed since',
      3,
      { since: 3, renewals: {} },
      { state: 'active', promptRequired: false },
    ],
    [
      'lapses in the category alone that was renewed since',
      3,
      { since: 1, renewals: { MARKETING: 4 } },
      {
        state: 'active',
        decisions: { STATISTICS: 'granted', MARKETING: 'unset' },
        lapsed: ['MARKETING'],
        promptRequired: true,
      },
    ],
    [
      'counts upon one that is not known here yet',
      5,
      { since: 4, renewals: { MARKETING: 4 } },
      { state: 'active', lapsed: [] },
    ],
  ])('%s', (_, version, validity, expected) => {
    expect(evaluateConsent(asked(version, validity))).toMatchObject(expected);
  });

  it('is carried on by a further decision where it counts, and not where it does not', () => {
    const { stored, ...question } = asked(3, { since: 1, renewals: { MARKETING: 4 } });
    const merge = { ...question, named: {}, acknowledged: [], proven: stored, recorded: stored };
    expect(mergeDecisions(merge).decisions).toEqual({ STATISTICS: 'granted', MARKETING: 'unset' });
  });
});
