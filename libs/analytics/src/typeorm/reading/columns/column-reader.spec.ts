import { days, minutes, SYSTEM_CLOCK } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../../test/migrated.js';
import { randomEvents } from '../../../../test/random-events.js';
import { randomQuestion } from '../../../../test/random-questions.js';
import { storeOn } from '../../../../test/store-on.js';
import { AnalyticsColumnEntity } from '../../../entities/analytics-column.entity.js';
import { AnalyticsTermEntity } from '../../../entities/analytics-term.entity.js';
import { dayOf } from '../../../fold/days.js';
import { type Dimension } from '../../../statistics/dimension.js';
import { type Filter } from '../../../statistics/filter.js';
import { METRICS } from '../../../statistics/metric.js';
import { analyticsEvent } from '../../../testing/index.js';
import { ColumnBuilder } from '../../columns/column-builder.js';
import { DayRows } from '../../columns/day-rows.js';
import { TypeOrmVisitorEvents } from '../../typeorm-visitor-events.js';
import { EventReader } from '../event-reader.js';
import { RawReader } from '../raw-reader.js';
import { Reading } from '../reading.js';
import { ColumnReader } from './column-reader.js';

const RUNS = Number(process.env.WAYS_RUNS ?? 25);
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_123);
const NEVER = 1e6;
const DAY = { start: Date.parse('2026-06-15T00:00:00Z'), end: Date.parse('2026-06-16T00:00:00Z') };
const NOT_THERE: Filter = { dimension: 'page', operator: 'is_not', value: '/nowhere' };

const asked = randomEvents.chain(({ moment, events }) =>
  fc.record({
    events: fc.constant(events),
    questions: fc.array(randomQuestion(moment), { minLength: 4, maxLength: 8 }),
    /** How many of the events are stored when columns are made. */
    built: fc.oneof(fc.constant(events.length), fc.nat(events.length)),
  }),
);

describe.each(testDatabases())('events by columns on $name', (database) => {
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
  const build = (): Promise<number> => new ColumnBuilder(source, () => true).build(0, NEVER);

  it('are made once, and again when something of the day changed: an event, or a visit that goes on the day after', async () => {
    const site = newId();
    const late = analyticsEvent({ site, at: DAY.end - minutes(5), page: '/a', visitor: 'a'.repeat(32) });
    await storeOn(source).append([late]);
    expect(await build()).toBe(1);
    expect(await build()).toBe(0);

    await storeOn(source).append([analyticsEvent({ ...late, id: newId(), at: DAY.end + minutes(5), page: '/b' })]);

    const reading = await readingOf(site);
    const question = { site, metrics: METRICS, filter: NOT_THERE };
    const answers = async (by: ColumnReader | RawReader): Promise<unknown> => [
      await by.counts(question, [DAY]),
      await by.breakdown(question, DAY, 'exit-page', { by: 'visits', limit: 5 }),
    ];
    expect(await answers(new ColumnReader(reading))).toEqual([undefined, undefined]);
    expect(await build()).toBe(2);
    const found = await answers(new ColumnReader(reading));
    expect(found).toMatchObject([[{ pageviews: 1, visits: 1, duration: minutes(10) }], [{ value: '/b' }]]);
    expect(found).toEqual(await answers(new RawReader(reading)));
  });

  it('know who is known for longer than a day on the next one, by buckets and by values', async () => {
    const site = newId();
    const lasting = { site, visitor: 'e'.repeat(32), persistent: true };
    await storeOn(source).append([
      analyticsEvent(lasting),
      analyticsEvent({ ...lasting, at: DAY.end + minutes(60) }),
      analyticsEvent({ ...lasting, at: DAY.end + minutes(61), page: '/other' }),
      analyticsEvent({ site, at: DAY.end + minutes(60), visitor: 'f'.repeat(32) }),
    ]);
    await build();
    const columns = new ColumnReader(await readingOf(site));
    const both = { start: DAY.start, end: DAY.end + days(1) };
    const question = { site, metrics: METRICS, filter: NOT_THERE };
    const [whole, second] = (await columns.counts(question, [both, { ...both, start: DAY.end }]))!;
    expect([whole!.visitors.count, second!.visitors.count]).toEqual([2, 2]);
    const pages = await columns.breakdown(question, both, 'page', { by: 'visitors', limit: 5 });
    expect(pages!.map(({ value, counts }) => [value, counts.visitors.count])).toEqual([
      ['/', 2],
      ['/other', 1],
    ]);
  });

  it('are gone as soon as a visitor is erased whose events they tell of', async () => {
    const site = newId();
    const visitor = 'b'.repeat(32);
    await storeOn(source).append([
      analyticsEvent({ site, at: DAY.end - minutes(5), visitor, persistent: true }),
      analyticsEvent({ site, at: DAY.end + minutes(5), visitor, persistent: true }),
      analyticsEvent({ site, at: DAY.start - 1, visitor: 'c'.repeat(32) }),
    ]);
    expect(await build()).toBe(3);

    let erased = 0;
    for await (const events of new TypeOrmVisitorEvents(source, SYSTEM_CLOCK).erase([visitor])) erased += events;

    expect(erased).toBe(2);

    const { site: number } = await readingOf(site);
    const left = await source.getRepository(AnalyticsColumnEntity).findBy({ site: number });
    expect(new Set(left.map(({ day }) => day))).toEqual(new Set([dayOf(DAY.start - 1)]));
    expect(await build()).toBe(0);
  });

  it('are not kept of a day that changed while they were made', async () => {
    const site = newId();
    const event = analyticsEvent({ site, at: DAY.start });
    await storeOn(source).append([event]);
    const builder = new ColumnBuilder(source, () => true);
    const meanwhile = jest.spyOn(DayRows.prototype, 'columns').mockImplementationOnce(async function (
      this: DayRows,
      facts,
    ) {
      const columns = await this.columns(facts);
      await storeOn(source).append([{ ...event, id: newId() }]);
      return columns;
    });

    expect(await builder.build(0, NEVER)).toBe(0);
    meanwhile.mockRestore();

    expect(await builder.build(0, NEVER)).toBe(1);
    expect(await new ColumnReader(await readingOf(site)).counts({ site, metrics: METRICS }, [DAY])).toMatchObject([
      { pageviews: 2 },
    ]);
  });

  it('leave to rows what they do not know: days of which no one is over, properties, money by which values are ranked, less than a quarter of an hour', async () => {
    const site = newId();
    await storeOn(source).append([analyticsEvent({ site })]);
    const columns = new ColumnReader(await readingOf(site));
    const question = { site, metrics: METRICS, filter: NOT_THERE };
    expect(await columns.counts(question, [DAY])).toBeUndefined();
    await build();
    const property: Filter = { not: { or: [{ dimension: 'property:plan', operator: 'is', value: 'a' }] } };
    const page = { by: 'pageviews', limit: 1 } as const;
    expect(await columns.counts({ ...question, filter: property }, [DAY])).toBeUndefined();
    expect(await columns.counts(question, [{ ...DAY, end: DAY.end - 1 }])).toBeUndefined();
    expect(await columns.breakdown({ ...question, filter: property }, DAY, 'page', page)).toBeUndefined();
    expect(await columns.breakdown(question, DAY, 'property:plan', page)).toBeUndefined();
    expect(await columns.breakdown(question, DAY, 'page', { ...page, by: 'revenue' })).toBeUndefined();
    expect(await columns.breakdown(question, { ...DAY, end: DAY.end - 1 }, 'page', page)).toBeUndefined();
    expect(await columns.breakdown(question, DAY, 'page', page)).toHaveLength(1);
  });

  it('say the same as rows, whatever is asked, of days with columns and without', async () => {
    let known = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ events, questions, built }) => {
        const site = newId();
        const ofSite = [analyticsEvent({ at: 0 }), ...events].map((event) => ({ ...event, site }));
        await storeOn(source).append(ofSite.slice(0, built + 1));
        await build();
        if (built < events.length) await storeOn(source).append(ofSite.slice(built + 1));
        const reading = await readingOf(site);
        const [columns, both, raw] = [new ColumnReader(reading), new EventReader(reading), new RawReader(reading)];
        for (const { whole, parts, currency, filter, dimension, by, limit } of questions) {
          const question = { site, metrics: METRICS, currency, filter };
          const spans = [whole, ...parts];
          if (await columns.counts(question, spans)) known += 1;
          expect(await both.counts(question, spans)).toEqual(await raw.counts(question, spans));
          const page = { by, limit };
          expect(await both.breakdown(question, whole, dimension, page)).toEqual(
            await raw.breakdown(question, whole, dimension, page),
          );
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(known).toBeGreaterThan(RUNS / 2);
  }, 120_000);

  it('find texts by a pattern among more than are looked at one by one', async () => {
    const terms = source.getRepository(AnalyticsTermEntity);
    for (let from = 0; from < 21_000; from += 300)
      await terms.insert(Array.from({ length: 300 }, (_, i) => ({ text: `/other/${from + i}` })));
    const site = newId();
    await storeOn(source).append([
      analyticsEvent({ site, page: '/one', country: 'DE' }),
      analyticsEvent({ site, kind: 'event', name: 'one', page: '/two' }),
      analyticsEvent({ site, page: '/ten', country: 'DK', visitor: 'd'.repeat(32) }),
    ]);
    await build();
    const reading = await readingOf(site);
    const numbers = async (dimension: Dimension, value: string): Promise<unknown> => {
      const filter: Filter = { dimension, operator: 'matches', value };
      const question = { site, metrics: METRICS, filter };
      const counts = await new ColumnReader(reading).counts(question, [DAY]);
      expect(counts).toEqual(await new RawReader(reading).counts(question, [DAY]));
      return counts![0]!.pageviews + counts![0]!.events;
    };
    expect(await numbers('page', '^/t')).toBe(2);
    expect(await numbers('entry-page', '^/ten$')).toBe(1);
    expect(await numbers('event', '^o')).toBe(1);
    expect(await numbers('country', '^D')).toBe(2);
    expect(await numbers('channel', '^Direct$')).toBe(3);
  });
});
