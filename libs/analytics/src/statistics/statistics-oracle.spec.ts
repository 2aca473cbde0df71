import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { storeOn } from '../../test/store-on.js';
import { analyticsEvent } from '../testing/index.js';
import { TypeOrmStatisticsReader } from '../typeorm/typeorm-statistics-reader.js';
import { AnalyticsStatistics } from './analytics-statistics.js';
import { type Metrics } from './metrics.js';
import { type Interval } from './period.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const ZONES = [
  'UTC',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];
/** Both changes of the clock in Berlin and on Lord Howe Island lie in here. */
const FIRST = Date.parse('2026-03-20T00:00:00Z');
const LAST = Date.parse('2026-10-31T00:00:00Z');
const CHANGES = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'].map(
  Date.parse,
);

const instants = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -26 * 3_600_000, max: 26 * 3_600_000 }))
    .map(([at, by]) => at + by),
);
const events = fc.array(
  fc.record({
    at: instants,
    kind: fc.constantFrom('pageview' as const, 'event' as const),
    site: fc.constantFrom('one', 'two'),
    name: fc.constantFrom('signup', 'sale'),
    page: fc.constantFrom('/', '/a', '/b', '/ü'),
    referrer: fc.constantFrom('direct', 'internal', 'https://x.example/'),
    visitor: fc.option(fc.constantFrom('1'.repeat(32), '2'.repeat(32), 'f'.repeat(32)), { freq: 5 }),
    bot: fc.constantFrom('', '', '', 'bot'),
  }),
  { maxLength: 40 },
);

/** What calendar and clock say somewhere, by another way than the code under test takes. */
const local = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);

const count = (matching: readonly AnalyticsEvent[]): Metrics => ({
  pageviews: matching.filter(({ kind }) => kind === 'pageview').length,
  visitors: new Set(matching.map(({ visitor }) => visitor).filter((visitor) => visitor !== null)).size,
  events: matching.filter(({ kind }) => kind === 'event').length,
});

const bucketOf = (at: number, zone: string, interval: Interval): string => {
  const wall = local(at, zone);
  if (interval === 'month') return wall.slice(0, 7);
  if (interval === 'day') return wall.slice(0, 10);
  const monday = new Date(`${wall.slice(0, 10)}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
};

describe.each(testDatabases())('statistics on $name, against counting by hand', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let statistics: AnalyticsStatistics;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
    statistics = new AnalyticsStatistics(new TypeOrmStatisticsReader(source));
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  it('are right for any events, period, zone and cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.constantFrom(...ZONES),
        instants,
        fc.integer({ min: 0, max: 45 }),
        fc.constantFrom<Interval>('hour', 'day', 'week', 'month'),
        async (given, timezone, begin, length, interval) => {
          await source.query('DELETE FROM "privacy_analytics_event"');
          const all = given.map((event) => analyticsEvent(event));
          if (all.length > 0) await storeOn(source).append(all);
          const from = local(begin, timezone).slice(0, 10);
          const days = interval === 'hour' ? length % 5 : length;
          const to = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
          const inside = all.filter(({ at, site, bot }) => {
            const day = local(at, timezone).slice(0, 10);
            return site === 'one' && bot === '' && day >= from && day <= to;
          });
          const scope = { from, to, site: 'one', timezone };

          expect((await statistics.aggregate(scope)).metrics).toEqual(count(inside));

          const { series } = await statistics.timeSeries(scope, interval);
          const starts = series.map(({ time }) => Date.parse(time));
          series.forEach(({ metrics }, i) => {
            const mine = inside.filter(({ at }) => at >= starts[i]! && at < (starts[i + 1] ?? Infinity));
            expect(metrics).toEqual(count(mine));
            if (interval !== 'hour')
              expect(new Set(mine.map(({ at }) => bucketOf(at, timezone, interval))).size).toBeLessThan(2);
          });
          if (interval === 'hour') starts.forEach((at) => expect(local(at, timezone)).toMatch(/:(00|30):00$/));
          else expect(new Set(starts.map((at) => bucketOf(at, timezone, interval))).size).toBe(starts.length);

          const views = inside.filter(({ kind }) => kind === 'pageview');
          const found: [string, Metrics][] = [];
          for (let cursor: string | undefined | null; cursor !== null;) {
            const part = await statistics.breakdown(scope, 'page', { limit: 2, cursor });
            found.push(...part.items.map(({ value, metrics }): [string, Metrics] => [value, metrics]));
            cursor = part.nextCursor;
          }
          const pages = new Map(views.map(({ page }) => [page, count(views.filter((view) => view.page === page))]));
          expect(new Map(found)).toEqual(pages);
          expect(found).toHaveLength(pages.size);
          expect(found.map(([, { pageviews }]) => pageviews)).toEqual(
            [...pages.values()].map(({ pageviews }) => pageviews).sort((a, b) => b - a),
          );
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
