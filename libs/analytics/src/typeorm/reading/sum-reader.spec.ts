import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../test/migrated.js';
import { randomEvents } from '../../../test/random-events.js';
import { randomQuestion } from '../../../test/random-questions.js';
import { storeOn } from '../../../test/store-on.js';
import { type Counts } from '../../statistics/counts.js';
import { METRICS } from '../../statistics/metric.js';
import { type RankedValue } from '../../statistics/statistics-reader.js';
import { analyticsEvent } from '../../testing/index.js';
import { isOfQuarters } from './day-part.js';
import { RawReader } from './raw-reader.js';
import { Reading } from './reading.js';
import { SumReader } from './sum-reader.js';

const RUNS = Number(process.env.WAYS_RUNS ?? 25);
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);

const asked = randomEvents.chain(({ moment, events }) =>
  fc.record({
    events: fc.constant(events),
    questions: fc.array(randomQuestion(moment), { minLength: 3, maxLength: 6 }),
  }),
);

const numbersOf = ({ source: _source, ...numbers }: Counts): Counts => numbers;

/** Both order values of equal rank by their numbers. */
const told = (values: readonly RankedValue[] | undefined): unknown =>
  values?.map(({ value, counts, order }) => ({ value, counts: numbersOf(counts), order }));

describe.each(testDatabases())('the sums on $name', (database) => {
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

  const readingOf = async (site: string): Promise<Reading> => (await Reading.of(source, source.manager, site))!;

  it('say the same as the events that they were made of, in any zone and of any hour', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ events, questions }) => {
        const site = newId();
        await storeOn(source).append([analyticsEvent({ at: 0 }), ...events].map((event) => ({ ...event, site })));
        const reading = await readingOf(site);
        const [sums, raw] = [new SumReader(reading), new RawReader(reading)];
        for (const { whole, parts, currency, dimension, by, limit } of questions) {
          const question = { site, metrics: METRICS, currency };
          const spans = [whole, ...parts];
          const fromSums = sums.counts(question, spans);
          expect(fromSums === undefined).toBe(!spans.every(isOfQuarters));
          if (fromSums) expect((await fromSums).map(numbersOf)).toEqual(await raw.counts(question, spans));
          const page = { by, limit };
          const values = await sums.breakdown(question, whole, dimension, page);
          if (values) expect(told(values)).toEqual(told(await raw.breakdown(question, whole, dimension, page)));
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }, 120_000);

  it('tell all numbers of values that are ranked by visitors who are known again', async () => {
    const site = newId();
    const at = Date.parse('2026-06-15T12:00:00Z');
    await storeOn(source).append([analyticsEvent({ site, at, page: '/a', persistent: true })]);
    const day = { start: Date.parse('2026-06-15T00:00:00Z'), end: Date.parse('2026-06-16T00:00:00Z') };
    const [value] = (await new SumReader(await readingOf(site)).breakdown(
      { site, metrics: ['pageviews', 'visits', 'visitors'] },
      day,
      'page',
      { by: 'visitors', limit: 10 },
    ))!;
    expect(value).toMatchObject({
      value: '/a',
      counts: { pageviews: 1, visits: 1, bounces: 1, visitors: { count: 1 } },
    });
  });

  it('leave to the events what they do not know: filters, properties, less than a day, less than a quarter of an hour', async () => {
    const site = newId();
    await storeOn(source).append([analyticsEvent({ site })]);
    const sums = new SumReader(await readingOf(site));
    const day = { start: Date.parse('2026-06-15T00:00:00Z'), end: Date.parse('2026-06-16T00:00:00Z') };
    const question = { site, metrics: METRICS };
    const filter = { dimension: 'page', operator: 'is', value: '/' } as const;
    const page = { by: 'pageviews', limit: 1 } as const;
    expect(sums.counts({ ...question, filter }, [day])).toBeUndefined();
    expect(sums.counts(question, [{ ...day, end: day.end - 1 }])).toBeUndefined();
    expect(sums.breakdown({ ...question, filter }, day, 'page', page)).toBeUndefined();
    expect(sums.breakdown(question, day, 'property:plan', page)).toBeUndefined();
    expect(sums.breakdown(question, { ...day, end: day.end - 1 }, 'page', page)).toBeUndefined();
    expect(await sums.breakdown(question, day, 'page', page)).toHaveLength(1);
  });
});
