import { type ConsentCategory } from '@nest-privacy/core';
import fc from 'fast-check';
import { type LoginSide, type LoginStanding, mergeAtLogin } from './merge-at-login.js';
import { type StoredConsent } from './stored-consent.js';

const CATEGORIES = ['STATISTICS', 'MARKETING'] as const satisfies ConsentCategory[];
const NOW = 1_000;
const TODAY = { noticeVersion: 1, renewals: {}, categories: CATEGORIES, now: NOW };

const DECISION = fc.constantFrom<'granted' | 'denied'>('granted', 'denied');
/** What somebody says on one device, at an instant of its own. */
const SAYING = fc.record({
  device: fc.nat({ max: 3 }),
  named: fc.dictionary(fc.constantFrom(...CATEGORIES), DECISION, { minKeys: 1 }),
});

const stored = (members: Partial<StoredConsent> = {}): StoredConsent => ({
  siteId: 'site',
  subjectId: 'subject',
  recordId: 'record',
  decisions: {},
  informed: [],
  lapsed: [],
  withdrawn: false,
  noticeVersion: 1,
  catalogueVersion: null,
  decidedAt: 0,
  validUntil: NOW + 1,
  ...members,
});

const sideOf = (
  decisions: StoredConsent['decisions'],
  explicitAt: LoginSide['explicitAt'],
  members: Partial<StoredConsent> = {},
): LoginSide => {
  const consent = stored({ decisions, decidedAt: Math.max(0, ...Object.values(explicitAt)), ...members });
  return { stored: consent, explicitAt, proven: consent };
};
const asSide = ({ decisions, explicitAt, validUntil }: LoginStanding): LoginSide =>
  sideOf(decisions, explicitAt, { validUntil });

interface Saying {
  readonly device: number;
  readonly named: Readonly<Partial<Record<ConsentCategory, 'granted' | 'denied'>>>;
}

/** Where each device stands after a history, in which what is not named is carried on. */
function devicesAfter(history: readonly Saying[]): readonly LoginSide[] {
  const devices = new Map<number, LoginSide>();
  history.forEach(({ device, named }, at) => {
    const before = devices.get(device);
    const times = Object.fromEntries(Object.keys(named).map((category) => [category, at]));
    const decisions = { ...before?.stored.decisions, ...named };
    devices.set(device, sideOf(decisions, { ...before?.explicitAt, ...times }, { decidedAt: at }));
  });
  return [...devices.values()];
}

const loggedIn = (devices: readonly LoginSide[]): LoginStanding =>
  devices.reduce<LoginStanding>(
    (account, device) => mergeAtLogin({ ...TODAY, sides: [asSide(account), device] }),
    mergeAtLogin({ ...TODAY, sides: [] }),
  );

describe('devices of a user who logs in', () => {
  it('agree upon the newest express decision of each category, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(SAYING, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (history, order) => {
        const sorted = devicesAfter(history)
          .map((device) => ({ device, place: order.next().value as number }))
          .sort((a, b) => a.place - b.place);
        const { decisions } = loggedIn(sorted.map(({ device }) => device));
        for (const category of CATEGORIES) {
          const newest = history.findLast(({ named }) => named[category] !== undefined)?.named[category];
          expect(decisions[category]).toBe(newest ?? 'unset');
        }
      }),
    );
  });

  it('never widen a refusal but by a newer express grant that counts', () => {
    const lapses = fc.record({ isProven: fc.boolean(), hasRunOut: fc.boolean(), isOutdated: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(SAYING, { maxLength: 12 }),
        fc.array(lapses, { minLength: 4, maxLength: 4 }),
        (history, how) => {
          const sides = devicesAfter(history).map((side, i): LoginSide => {
            const { isProven, hasRunOut, isOutdated } = how[i]!;
            const lapsed = {
              ...side.stored,
              ...(hasRunOut && { validUntil: NOW }),
              ...(isOutdated && { noticeVersion: 2 }),
            };
            return { ...side, stored: lapsed, proven: isProven ? lapsed : null };
          });
          const { decisions, explicitAt } = loggedIn(sides);
          for (const category of CATEGORIES) {
            const refusals = sides.flatMap((side) =>
              side.stored.decisions[category] === 'denied' ? [side.explicitAt[category]!] : [],
            );
            if (refusals.length === 0) continue;
            expect(decisions[category]).not.toBe('unset');
            if (decisions[category] === 'granted') expect(explicitAt[category]).toBeGreaterThan(Math.max(...refusals));
          }
        },
      ),
    );
  });

  it('change nothing by coming again', () => {
    fc.assert(
      fc.property(fc.array(SAYING, { maxLength: 12 }), (history) => {
        const devices = devicesAfter(history);
        const once = loggedIn(devices);
        expect(loggedIn([...devices, ...devices])).toEqual({
          ...once,
          validUntil: expect.any(Number) as number,
          lastWord: once.lastWord && expect.objectContaining({ at: once.lastWord.at }),
        });
      }),
    );
  });

  it.each<[string, LoginSide, LoginSide, string]>([
    [
      'one time',
      sideOf({ STATISTICS: 'denied' }, { STATISTICS: 5 }),
      sideOf({ STATISTICS: 'granted' }, { STATISTICS: 5 }),
      'denied',
    ],
    [
      'a grant of an unknown time',
      sideOf({ STATISTICS: 'denied' }, { STATISTICS: 5 }),
      sideOf({ STATISTICS: 'granted' }, {}, { decidedAt: 9 }),
      'denied',
    ],
    [
      'a refusal of an unknown time',
      sideOf({ STATISTICS: 'denied' }, {}, { decidedAt: 9 }),
      sideOf({ STATISTICS: 'granted' }, { STATISTICS: 5 }),
      'denied',
    ],
    [
      'a withdrawal',
      sideOf({}, {}, { withdrawn: true, decidedAt: 9 }),
      sideOf({ STATISTICS: 'granted' }, { STATISTICS: 5 }),
      'denied',
    ],
    [
      'a newer grant',
      sideOf({ STATISTICS: 'denied' }, { STATISTICS: 5 }),
      sideOf({ STATISTICS: 'granted' }, { STATISTICS: 6 }),
      'granted',
    ],
  ])('take of %s the one that is safe', (_case, one, other, decision) => {
    for (const sides of [
      [one, other],
      [other, one],
    ])
      expect(mergeAtLogin({ ...TODAY, sides }).decisions.STATISTICS).toBe(decision);
  });

  it('let a grant live no longer than it was given for, and keep in whose knowledge of GPC it was given', () => {
    const grant = sideOf(
      { STATISTICS: 'granted', MARKETING: 'granted' },
      { STATISTICS: 1, MARKETING: 1 },
      { validUntil: NOW + 5, informed: ['MARKETING'] },
    );
    const refusal = sideOf({ STATISTICS: 'denied' }, { STATISTICS: 2 }, { validUntil: NOW + 50 });
    const merged = mergeAtLogin({ ...TODAY, sides: [grant, refusal] });
    expect(merged).toMatchObject({ validUntil: NOW + 5, informed: ['MARKETING'], withdrawn: false });
  });
});
