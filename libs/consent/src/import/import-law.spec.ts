import { type ConsentCategory, type Decision, type Regime } from '@nest-privacy/core';
import fc from 'fast-check';
import { evaluateConsent } from '../decision/evaluate-consent.js';
import { storedConsentOf } from '../entities/consent-state.entity.js';
import { composeImport } from '../ledger/import-composer.js';
import { consentEntry } from '../testing/consent-entry.js';
import { fixedTerms } from '../policy/fixed-terms.js';
import { type FoundConsent } from './found-consent.js';
import { foundDecisions } from './found-decisions.js';

const CATEGORIES = ['STATISTICS', 'MARKETING'] as const satisfies readonly ConsentCategory[];
const NAMES = ['ga', 'matomo', 'ads', 'pixel'];
const NOW = Date.UTC(2026, 5, 15);
const DAY = 86_400_000;
const NOTICE = 3;

const decision = fc.constantFrom<Decision>('granted', 'denied', 'unset');
const decisions = fc.record({ STATISTICS: decision, MARKETING: decision });
const renewals = fc.option(
  fc.dictionary(
    fc.constantFrom(...CATEGORIES),
    fc.record({ version: fc.integer({ min: 1, max: 9 }), at: fc.integer({ min: NOW - 400 * DAY, max: NOW }) }),
  ),
);

const circumstances = fc.record({
  found: decisions,
  trusted: fc.uniqueArray(fc.constantFrom(...CATEGORIES)).map((list) => new Set<ConsentCategory>(list)),
  noticeVersion: fc.constantFrom(null, 1, NOTICE),
  givenAt: fc.option(fc.integer({ min: NOW - 400 * DAY, max: NOW })),
  renewals,
  before: fc.option(fc.record({ decisions, withdrawn: fc.constantFrom<0 | 1>(0, 1) })),
  validity: fc.record({
    granted: fc.integer({ min: 1, max: 365 * DAY }),
    refused: fc.integer({ min: 1, max: 365 * DAY }),
    withdrawn: fc.constant(DAY),
  }),
});

type Circumstances = typeof circumstances extends fc.Arbitrary<infer T> ? T : never;

const OWNER = { siteId: 'default', subjectId: '01890a5d-ac96-774b-bcce-b302099a8058', isNew: false };

function imported({ found, trusted, noticeVersion, givenAt, renewals, before, validity }: Circumstances) {
  const previous = before && Object.assign(consentEntry(OWNER, null).state, before);
  const context = {
    owner: OWNER,
    terms: { ...fixedTerms('opt-in', { validity, reaskNotBefore: DAY, gpcAffects: [] }, CATEGORIES) },
    signals: { dnt: null, gpc: false },
    catalogue: { version: null, renewals },
    keyed: null,
    now: NOW,
  };
  const claim = { origin: 'imported:klaro', found, trusted, noticeVersion, language: null, givenAt };
  return composeImport(context, claim, { actor: 'data-subject', authMethod: 'new-subject' }, previous);
}

const allowedBy = (
  entry: ReturnType<typeof imported>,
  { renewals, validity }: Circumstances,
  regime: Regime,
  now = NOW,
  gpc = false,
) =>
  evaluateConsent({
    stored: storedConsentOf(entry.state),
    categories: CATEGORIES,
    terms: fixedTerms(regime, { validity, reaskNotBefore: 0, gpcAffects: [] }, CATEGORIES),
    signals: { dnt: null, gpc },
    gpcAffects: ['MARKETING'],
    noticeVersion: NOTICE,
    catalogueVersion: null,
    renewals,
    now,
  });

describe('what another tool kept', () => {
  it('is recorded as it was found, says where it is from, and proves nothing', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const { record } = imported(given);
        expect(record).toMatchObject({
          decisions: given.found,
          origin: 'imported:klaro',
          eventType: 'imported',
          method: 'import',
          noticeVersion: given.noticeVersion ?? 0,
          informed: [],
          noticeHash: null,
          catalogueHash: null,
          servedId: null,
          givenAt: given.givenAt === null ? null : new Date(given.givenAt),
        });
      }),
    );
  });

  it('allows nothing that it refused, under any regime, and widens no refusal that stood', () => {
    fc.assert(
      fc.property(circumstances, fc.constantFrom<Regime>('opt-in', 'opt-out', 'notice-only'), (given, regime) => {
        const { allowed } = allowedBy(imported(given), given, regime);
        for (const category of CATEGORIES) {
          const stood = given.before && (given.before.withdrawn === 1 || given.before.decisions[category] === 'denied');
          if (given.found[category] === 'denied' || stood) expect(allowed[category]).toBe(false);
        }
      }),
    );
  });

  it('allows what it granted only where the source is trusted, upon this notice, in its time, and for what there still is', () => {
    fc.assert(
      fc.property(circumstances, fc.integer({ min: 0, max: 500 * DAY }), (given, later) => {
        const entry = imported(given);
        const { allowed } = allowedBy(entry, given, 'opt-in', entry.record.receivedAt.getTime() + later);
        for (const category of CATEGORIES) {
          if (allowed[category] !== true) continue;
          expect(given.found[category]).toBe('granted');
          expect(given.trusted.has(category)).toBe(true);
          expect(given.noticeVersion).toBe(NOTICE);
          expect(entry.record.receivedAt.getTime() + later).toBeLessThan(given.givenAt! + given.validity.granted);
          expect(given.givenAt!).toBeGreaterThanOrEqual(given.renewals![category]?.at ?? 0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('lives no longer than it would have if it had been given here, and not at all where nobody knows when it was', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        const { record, state } = imported(given);
        const { granted, refused } = given.validity;
        expect(state.validUntil).toEqual(record.validUntil);
        if (given.givenAt === null)
          expect(record.validUntil.getTime()).toBeLessThanOrEqual(record.receivedAt.getTime());
        else expect(record.validUntil.getTime() - given.givenAt).toBeLessThanOrEqual(Math.max(granted, refused));
      }),
    );
  });

  it('never beats GPC', () => {
    fc.assert(
      fc.property(circumstances, (given) => {
        expect(allowedBy(imported(given), given, 'opt-in', NOW, true).allowed.MARKETING).toBe(false);
      }),
    );
  });
});

describe('the names of another tool', () => {
  it('stand for a category together: one refusal refuses it, and all grants grant it', () => {
    const names = new Map<ConsentCategory, string[]>([
      ['STATISTICS', ['ga', 'matomo']],
      ['MARKETING', ['ads', 'pixel']],
    ]);
    const choices = fc.dictionary(fc.constantFrom(...NAMES), fc.boolean());
    fc.assert(
      fc.property(choices, fc.boolean(), (said, onlyAccepted) => {
        const found: FoundConsent = {
          choices: new Map(Object.entries(said)),
          onlyAccepted,
          givenAt: null,
          reference: null,
          language: null,
        };
        const result = foundDecisions(found, { names }, CATEGORIES);
        for (const [category, own] of names) {
          const votes = own.map((name) => said[name] ?? (onlyAccepted ? false : undefined));
          const wanted = votes.includes(false) ? 'denied' : votes.includes(undefined) ? 'unset' : 'granted';
          expect(result[category]).toBe(wanted);
        }
        expect(foundDecisions(found, { names: new Map() }, CATEGORIES)).toEqual({
          STATISTICS: 'unset',
          MARKETING: 'unset',
        });
      }),
    );
  });
});
