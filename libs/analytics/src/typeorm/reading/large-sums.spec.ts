import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../test/migrated.js';
import { storeOn } from '../../../test/store-on.js';
import { SUM_DIMENSION, sumKey } from '../../fold/sum-dimension.js';
import { Sums } from '../../fold/sums.js';
import { type BreakdownPosition } from '../../statistics/statistics-reader.js';
import { analyticsEvent } from '../../testing/index.js';
import { SumTable } from '../writing/sum-table.js';
import { LargeSums } from './large-sums.js';
import { pageAmong } from './ranking.js';
import { Reading } from './reading.js';
import { SumReader } from './sum-reader.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 25);
/** The same cases each time; others by `PROPERTY_SEED=…`. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);
const DAY = 86_400_000;
const FIRST = 20_000;
const DAYS = 5;
const SPAN = { start: FIRST * DAY, end: (FIRST + DAYS) * DAY };
const EVERY = Array.from({ length: DAYS }, (_, i) => FIRST + i);
/** Far from the numbers of texts. */
const VALUE = 1_000_000;

const number = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1, 15, 16, 31, 32, 100, 1_000, 9_000_000), weight: 3 },
  { arbitrary: fc.nat(70), weight: 2 },
);
const sum = fc.record({
  value: fc.nat(30),
  days: fc.oneof(fc.constant(EVERY), fc.constant(EVERY), fc.subarray(EVERY)),
  numbers: fc.record({ pageviews: number, events: number, misses: number, visits: number, visitors: number }),
  /** What is taken away again. */
  less: fc.constantFrom(0, 0, 0.5, 1),
});
const METRICS = ['pageviews', 'events', 'misses', 'visits', 'visitors'] as const;
type Numbers = Record<(typeof METRICS)[number], number>;

describe.each(testDatabases())('large sums on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  async function readingOfNewSite(): Promise<Reading> {
    const site = newId();
    await storeOn(source).append([analyticsEvent({ site, at: 0 })]);
    return (await Reading.of(source, source.manager, site))!;
  }

  it('tell the same page as all sums, for any ranking, limit and cursor', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sum, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...METRICS),
        fc.integer({ min: 1, max: 6 }),
        async (given, by, limit) => {
          const reading = await readingOfNewSite();
          const table = new SumTable(source, source.manager);
          const totals = new Map<number, Numbers>();
          const [added, taken] = [new Sums(), new Sums()];
          for (const { value, days, numbers, less } of given) {
            const total = totals.get(VALUE + value) ?? { pageviews: 0, events: 0, misses: 0, visits: 0, visitors: 0 };
            const key = sumKey(SUM_DIMENSION.page, VALUE + value);
            for (const name of METRICS) {
              const gone = Math.floor(numbers[name] * less);
              for (const day of days) {
                added.at(day, key)[name] += numbers[name];
                taken.at(day, key)[name] -= gone;
                total[name] += numbers[name] - gone;
              }
            }
            totals.set(VALUE + value, total);
          }
          await table.add(reading.site, added.changes());
          await table.add(reading.site, taken.changes());
          await expectRightMagnitudes(reading.site);
          const all = [...totals].map(([order, numbers]) => ({ order, rank: numbers[by] }));
          const [sums, question] = [new SumReader(reading), { site: '', metrics: ['pageviews'] as const }];
          let after: BreakdownPosition | undefined;
          do {
            const page = { by, limit, after };
            const expected = pageAmong(all, page, (one) => one);
            const found = (await sums.breakdown(question, SPAN, 'page', page))!;
            expect(found.map(({ order }) => order)).toEqual(expected.map(({ order }) => order));
            expect(found.map(({ order, counts }) => [order, counts.pageviews])).toEqual(
              expected.map(({ order }) => [order, totals.get(order)!.pageviews]),
            );
            after = expected.length === limit ? expected.at(-1) : undefined;
          } while (after);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  }, 120_000);

  it('tell of nobody who has too little for the page, and of nothing where all are alike', async () => {
    const reading = await readingOfNewSite();
    const where = { summed: SUM_DIMENSION.page, days: [FIRST, FIRST + DAYS - 1] } as const;
    const ask = (limit: number) => new LargeSums(reading, where, { by: 'pageviews', limit }, 'pageviews').contenders();
    const sums = new Sums();
    const views = [400, 90, 300, 17, 15, 3, 1];
    for (const day of EVERY)
      for (const [i, count] of views.entries()) sums.at(day, sumKey(SUM_DIMENSION.page, VALUE + i)).pageviews = count;
    await new SumTable(source, source.manager).add(reading.site, sums.changes());
    expect([...((await ask(2)) ?? [])].sort()).toEqual([VALUE, VALUE + 2]);
    expect([...((await ask(4)) ?? [])].sort()).toEqual([VALUE, VALUE + 1, VALUE + 2, VALUE + 3]);
    expect(await ask(5)).toBeUndefined();
  });

  async function expectRightMagnitudes(site: number): Promise<void> {
    const rows = await source.query<Record<string, number>[]>(
      `SELECT * FROM "privacy_analytics_sum" WHERE "site" = ${site} AND "dimension" = ${SUM_DIMENSION.page}`,
    );
    for (const row of rows) {
      const largest = Math.max(...METRICS.map((name) => row[name]!));
      expect(row.magnitude).toBe(largest < 16 ? 0 : Math.min(20, Math.floor(Math.log2(largest)) - 3));
    }
  }
});
