import fc from 'fast-check';
import { contendersOf } from './contenders.js';
import { pageAmong } from './ranking.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const DAYS = 4;

/** Few different numbers, so that many values have the same rank. */
const numbers = fc.array(fc.constantFrom(0, 0, 1, 2, 3, 8, 20, 21), { minLength: DAYS, maxLength: DAYS });
const sum = (of: readonly number[]): number => of.reduce((total, number) => total + number, 0);

describe('values among which a page is', () => {
  it('are all of the page once what was not read is less than the least of it, for any cursor', () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.array(numbers, { maxLength: 12 }),
        fc.integer({ min: 1, max: 22 }),
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.record({ rank: fc.integer({ min: 0, max: 84 }), order: fc.nat(12) }), { nil: undefined }),
        (values, least, limit, after) => {
          const page = { by: 'pageviews', limit, after } as const;
          const known = values.flatMap((all, value) => {
            const read = all.filter((number) => number >= least);
            return read.length > 0 ? [{ value, sum: sum(read), days: read.length }] : [];
          });
          const found = contendersOf(known, { days: DAYS, most: least - 1 }, page);
          if (found.least <= DAYS * (least - 1)) return;
          told += 1;
          const ranked = (value: number) => ({ rank: sum(values[value]!), order: value });
          expect(pageAmong(found.values, page, ranked)).toEqual(pageAmong([...values.keys()], page, ranked));
        },
      ),
      { numRuns: RUNS },
    );
    expect(told).toBeGreaterThan(RUNS / 50);
  });
});
