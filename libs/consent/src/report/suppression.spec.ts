import fc from 'fast-check';
import { type ReportCounts } from './report-cells.js';
import { reportedGroups } from './reported-groups.js';
import { hideSmall, isSmall } from './suppression.js';

const CATEGORY = 'STATISTICS';

/** Sites with few and with many visitors, and groups that are all alike. */
const count = fc.oneof(
  fc.integer({ min: 0, max: 14 }),
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 3_000 }),
);
const group = fc
  .tuple(count, count, count, count, count)
  .map(([shown, granted, denied, unset, withdrawn]): Omit<ReportCounts, 'value'> => ({
    shown,
    decided: granted + denied + unset,
    withdrawn,
    categories: { [CATEGORY]: { granted, denied } },
  }));
const groups = fc
  .array(group, { minLength: 1, maxLength: 8 })
  .map((list): ReportCounts[] => list.map((one, i) => ({ value: `v${i}`, ...one })));

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
const totalOf = (list: readonly ReportCounts[]): ReportCounts => ({
  value: '',
  shown: sum(list.map(({ shown }) => shown!)),
  decided: sum(list.map(({ decided }) => decided)),
  withdrawn: sum(list.map(({ withdrawn }) => withdrawn)),
  categories: {
    [CATEGORY]: {
      granted: sum(list.map(({ categories }) => categories[CATEGORY]!.granted)),
      denied: sum(list.map(({ categories }) => categories[CATEGORY]!.denied)),
    },
  },
});

type Measure = 'shown' | 'decided' | 'withdrawn';
const MEASURES: readonly Measure[] = ['shown', 'decided', 'withdrawn'];

describe('a report', () => {
  it('tells no small count, and no true one wrongly', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const total = totalOf(list);
        const { items, total: told } = reportedGroups(list, total, [CATEGORY]);
        for (const [i, item] of [...items, told].entries()) {
          const truth = list[i] ?? total;
          const { granted, denied } = truth.categories[CATEGORY]!;
          const cells: readonly (readonly [number, number | null])[] = [
            ...MEASURES.map((measure) => [truth[measure]!, item[measure]] as const),
            [granted, item.categories[CATEGORY]!.granted],
            [denied, item.categories[CATEGORY]!.denied],
          ];
          for (const [counted, shown] of cells) {
            if (isSmall(counted)) expect(shown).toBeNull();
            if (shown !== null) expect(shown).toBe(counted);
          }
          const isWhole = ['decided', CATEGORY].every((name) => !item.suppressed.includes(name));
          if (isWhole) expect(isSmall(truth.decided - granted - denied)).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets no hidden count follow from a total and the other counts', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const total = totalOf(list);
        const { items, total: told } = reportedGroups(list, total, [CATEGORY]);
        for (const measure of MEASURES) {
          const hidden = items.flatMap((item, i) => (item[measure] === null ? [list[i]![measure]!] : []));
          if (hidden.length === 0 || told[measure] === null) continue;
          // All that is known of them is their sum, that each is at least nothing, and that at least one is small.
          const rest = told[measure] - sum(items.flatMap((item) => item[measure] ?? []));
          expect(rest).toBe(sum(hidden));
          expect(hidden.length).toBeGreaterThanOrEqual(2);
          expect(isSmall(rest)).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets no hidden choice follow from sizes, totals and the other choices', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const total = totalOf(list);
        const { items, total: told } = reportedGroups(list, total, [CATEGORY]);
        if (told.categories[CATEGORY]!.granted === null || told.decided === null) return;
        const hidden = list.filter((_, i) => items[i]!.categories[CATEGORY]!.granted === null);
        if (hidden.length === 0) return;
        const whole = sum(hidden.map(({ decided }) => decided));
        for (const part of ['granted', 'denied'] as const) {
          // The sums over what is hidden are known: the total without what is told.
          const all = sum(hidden.map(({ categories }) => categories[CATEGORY]![part]));
          for (const { decided, categories } of hidden) {
            if (categories[CATEGORY]![part] === 0) continue;
            // The bounds of Fréchet: what a cell of a table can be whose margins are known.
            const [least, most] = [Math.max(0, decided + all - whole), Math.min(decided, all)];
            expect(most).toBeGreaterThan(least);
          }
        }
        const unset = whole - sum(hidden.flatMap(({ categories }) => Object.values(categories[CATEGORY]!)));
        const sums = ['granted', 'denied'].map((part) =>
          sum(hidden.map(({ categories }) => categories[CATEGORY]![part as 'granted'])),
        );
        for (const known of [...sums, unset]) expect(isSmall(known)).toBe(false);
        // Where all of them said the same, so did each of the few.
        expect([...sums, unset].filter((known) => known > 0).length).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 2_000 },
    );
  });

  it('hides a total that is small, or of which each part can only be one number', () => {
    expect(hideSmall([4, 3])).toEqual({ places: new Set([0, 1]), total: true });
    expect(hideSmall([9, 9])).toEqual({ places: new Set([0, 1]), total: true });
    expect(hideSmall([9, 9, 50])).toEqual({ places: new Set([0, 1, 2]), total: false });
    expect(hideSmall([4, 8, 50])).toEqual({ places: new Set([0, 1]), total: false });
    expect(hideSmall([4, 0, 50, 20])).toEqual({ places: new Set([0, 3]), total: false });
    expect(hideSmall([0, 10, 50])).toEqual({ places: new Set(), total: false });
  });

  it('names its shares by what they are shares of', () => {
    const counts = {
      shown: 400,
      decided: 300,
      withdrawn: 0,
      categories: { [CATEGORY]: { granted: 200, denied: 100 } },
    };
    const { items } = reportedGroups([{ value: 'de', ...counts }], { value: '', ...counts }, [CATEGORY]);
    expect(items).toEqual([
      {
        value: 'de',
        shown: 400,
        decided: 300,
        decidedOfShown: 0.75,
        withdrawn: 0,
        categories: {
          [CATEGORY]: {
            granted: 200,
            denied: 100,
            ofShown: { granted: 0.5, denied: 0.25 },
            ofDecided: { granted: 0.6667, denied: 0.3333 },
          },
        },
        suppressed: [],
      },
    ]);
  });

  it('has no share of those shown where more decided than were', () => {
    const counts = {
      shown: 100,
      decided: 150,
      withdrawn: 0,
      categories: { [CATEGORY]: { granted: 110, denied: 40 } },
    };
    const { items } = reportedGroups([{ value: 'de', ...counts }], { value: '', ...counts }, [CATEGORY]);
    expect(items[0]).toMatchObject({ shown: 100, decided: 150, decidedOfShown: null });
    expect(items[0]!.categories[CATEGORY]!.ofShown).toEqual({ granted: null, denied: 0.4 });
  });
});
