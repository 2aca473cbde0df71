import { createHash } from 'node:crypto';
import { days, minutes } from '@nest-privacy/core';
import { newIdAt } from '@nest-privacy/core/kit';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { AnalyticsVisitorDayEntity } from '../src/entities/analytics-visitor-day.entity.js';
import { type AnalyticsEvent } from '../src/event/analytics-event.js';
import { quarterOf } from '../src/fold/days.js';
import { DELTA_NUMBERS } from '../src/fold/delta.js';
import { SUM_DIMENSION } from '../src/fold/sum-dimension.js';
import { ThetaUnion } from '../src/fold/theta-union.js';
import { type Dimension, type NamedDimension } from '../src/statistics/dimension.js';
import { type Counts } from '../src/statistics/counts.js';
import { METRICS } from '../src/statistics/metric.js';
import { visitorNumber } from '../src/typeorm/coding/event-numbers.js';
import { TypeOrmVisitorEvents } from '../src/typeorm/typeorm-visitor-events.js';
import { analyticsEvent, InMemoryAnalyticsStore } from '../src/testing/index.js';
import { ANALYTICS_TABLES, migrated } from './migrated.js';
import { storeOn } from './store-on.js';

const MIDNIGHT = Date.parse('2026-06-16T00:00:00Z');
const hex = (digit: string): string => digit.repeat(32);

const NAMES: Readonly<Partial<Record<number, NamedDimension>>> = {
  [SUM_DIMENSION.page]: 'page',
  [SUM_DIMENSION.entryPage]: 'entry-page',
  [SUM_DIMENSION.exitPage]: 'exit-page',
  [SUM_DIMENSION.channel]: 'channel',
  [SUM_DIMENSION.source]: 'source',
  [SUM_DIMENSION.utmCampaign]: 'utm-campaign',
  [SUM_DIMENSION.referrer]: 'referrer',
  [SUM_DIMENSION.country]: 'country',
  [SUM_DIMENSION.device]: 'device',
  [SUM_DIMENSION.route]: 'route',
  [SUM_DIMENSION.host]: 'host',
  [SUM_DIMENSION.language]: 'language',
  [SUM_DIMENSION.browser]: 'browser',
  [SUM_DIMENSION.browserVersion]: 'browser-version',
  [SUM_DIMENSION.os]: 'os',
  [SUM_DIMENSION.event]: 'event',
  [SUM_DIMENSION.audience]: 'audience',
};

/** Gaps that stand at the edges of what is one visit, around a midnight. */
const when = fc
  .tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 0, 1, -1, minutes(7), minutes(16)))
  .map(([halves, offset]) => MIDNIGHT + halves * minutes(30) + offset);

const event: fc.Arbitrary<AnalyticsEvent> = fc
  .record({
    at: when,
    kind: fc.constantFrom('pageview' as const, 'pageview' as const, 'event' as const, 'miss' as const),
    page: fc.constantFrom('/a', '/b', '/c'),
    name: fc.constantFrom('sale', 'signup'),
    channel: fc.constantFrom('Direct', 'Email', ''),
    source: fc.constantFrom('', 'news', 'shop'),
    referrer: fc.constantFrom('direct', 'https://x.example/'),
    country: fc.constantFrom('', 'DE'),
    device: fc.constantFrom('desktop' as const, 'mobile' as const),
    who: fc.constantFrom('1', '2', '3', '9', null),
    alias: fc.constantFrom(null, null, null, '1', '2'),
    activity: fc.constantFrom('live' as const, 'live' as const, 'live' as const, 'late' as const),
    audience: fc.constantFrom('people' as const, 'people' as const, 'people' as const, 'bots' as const),
    interactive: fc.boolean(),
    amount: fc.constantFrom(null, 125_000, 5),
  })
  .map(({ who, alias, amount, ...rest }) =>
    analyticsEvent({
      ...rest,
      id: newIdAt(rest.at),
      name: rest.kind === 'event' ? rest.name : '',
      visitor: who === null ? null : hex(who),
      persistent: who === '9',
      alias: alias === null || alias === who ? null : hex(alias),
      bot: rest.audience === 'people' ? '' : 'bot',
      interactive: rest.interactive && rest.kind === 'event',
      revenue: amount !== null && rest.kind === 'event' ? { amount, currency: 'EUR' } : null,
    }),
  );

interface Sum {
  readonly dimension: number;
  readonly day: number;
  readonly value: number;
  readonly text: string | null;
  readonly lasting: string;
  readonly visitors: number;
}

/**
 * The sums of every database, held against counting by hand. `PROPERTY_SEED=…` tries other events, `PROPERTY_RUNS=…` more of them.
 *
 * @param usual of which events, and how many times
 */
export function provesSums(usual: { readonly seed: number; readonly runs: number }): void {
  const seed = Number(process.env.PROPERTY_SEED ?? usual.seed);
  const runs = Number(process.env.PROPERTY_RUNS ?? usual.runs);

  describe.each(testDatabases())('sums on $name', (database) => {
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

    const sumsOf = (site: string): Promise<(Sum & Record<string, number>)[]> =>
      source.query(
        `SELECT s.*, t."text" FROM "privacy_analytics_sum" s LEFT JOIN "privacy_analytics_term" t ON t."id" = s."value"
       WHERE s."site" = (SELECT "id" FROM "privacy_analytics_term" WHERE "text" = '${site}')`,
      );
    const revenueOf = async (site: string): Promise<ReadonlyMap<string, number>> => {
      const rows = await source.query<Record<string, number>[]>(
        `SELECT * FROM "privacy_analytics_revenue" WHERE "site" = (SELECT "id" FROM "privacy_analytics_term" WHERE "text" = '${site}')`,
      );
      return new Map(rows.map((row) => [`${row.dimension} ${row.day} ${row.value}`, Number(row.amount)]));
    };

    it('equal a count of the events by hand, however these came', async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(event, { minLength: 1, maxLength: 14 }),
          fc.array(fc.nat(), { minLength: 42, maxLength: 42 }),
          async (drawn, order) => {
            const site = `site-${Date.now()}-${(count += 1)}`;
            const events = drawn.map((one) => ({ ...one, site }));
            const truth = new InMemoryAnalyticsStore();
            await truth.append(events);
            const thrice = [...events, ...events, ...events]
              .map((one, i) => [order[i % order.length]!, one] as const)
              .sort((a, b) => a[0] - b[0])
              .map(([, one]) => one);
            const [first, second] = [storeOn(source), storeOn(source)];
            for (let i = 0; i < thrice.length; i += 6)
              await Promise.all([first.append(thrice.slice(i, i + 4)), second.append(thrice.slice(i + 2, i + 6))]);
            expect(seenIn(await sumsOf(site), await revenueOf(site))).toEqual(await counted(truth, site));
          },
        ),
        { seed, numRuns: runs },
      );
    }, 600_000);

    it('are those of the others, once visitors were erased', async () => {
      const clock = new ManualClock(MIDNIGHT + days(1));
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 14 }), async (drawn) => {
          const site = `erased-${Date.now()}-${(count += 1)}`;
          const visitor = createHash('sha256').update(site).digest('hex').slice(0, 32);
          const events = drawn.map((one) => ({ ...one, site, ...(one.persistent && { visitor, alias: null }) }));
          const truth = new InMemoryAnalyticsStore();
          await truth.append(events.filter(({ persistent }) => !persistent));
          await storeOn(source, { clock }).append(events);
          let erased = 0;
          for await (const more of new TypeOrmVisitorEvents(source, clock).erase([visitor])) erased += more;
          expect(erased).toBe(events.filter(({ persistent }) => persistent).length);
          const rows = await sumsOf(site);
          expect(seenIn(rows, await revenueOf(site))).toEqual(await counted(truth, site));
          expect(rows.filter(isEmpty)).toEqual([]);
          const known = { visitor: visitorNumber(visitor) };
          expect(await source.getRepository(AnalyticsVisitorDayEntity).countBy(known)).toBe(0);
        }),
        { seed, numRuns: runs },
      );
    }, 600_000);

    const isEmpty = (row: Sum & Record<string, number>): boolean =>
      row.lasting === '' && DELTA_NUMBERS.every((name) => Number(row[name]) === 0);

    const numbersOf = ({ pageviews, events, misses, visits, bounces, duration, visitors, revenue }: Counts) => ({
      ...{ pageviews, events, misses, visits, bounces, duration, visitors: visitors.count },
      revenue: revenue.EUR ?? 0,
    });

    function seenIn(rows: (Sum & Record<string, number>)[], money: ReadonlyMap<string, number>) {
      const found = new Map<string, object>();
      for (const row of rows) {
        const name = row.dimension === SUM_DIMENSION.total ? 'total' : NAMES[row.dimension];
        if (name === undefined) continue;
        const numbers = Object.fromEntries(
          ['pageviews', 'events', 'misses', 'visits', 'bounces', 'duration'].map((key) => [key, Number(row[key])]),
        );
        const lasting = new ThetaUnion();
        lasting.add(row.lasting);
        const visitors = row.visitors + lasting.counted().count;
        const revenue = money.get(`${row.dimension} ${row.day} ${row.value}`) ?? 0;
        const shown = { ...numbers, visitors, revenue };
        if (Object.values(shown).some((value) => value !== 0))
          found.set(`${name} ${row.day} ${name === 'total' ? '' : row.text}`, shown);
      }
      for (const quarter of rows.filter(({ dimension }) => dimension === SUM_DIMENSION.quarter)) {
        const at = quarter.day * days(1) + quarter.value * minutes(15);
        expect(quarterOf(at)).toBe(quarter.value);
        if (Number(quarter.pageviews) + Number(quarter.visits) > 0)
          found.set(`quarter ${at}`, {
            pageviews: Number(quarter.pageviews),
            visits: Number(quarter.visits),
            duration: Number(quarter.duration),
          });
      }
      return Object.fromEntries([...found].sort());
    }

    async function counted(truth: InMemoryAnalyticsStore, site: string) {
      const found = new Map<string, object>();
      const question = { site, metrics: METRICS, currency: 'EUR' };
      for (const day of [-1, 0, 1].map((offset) => MIDNIGHT + days(offset))) {
        const span = { start: day, end: day + days(1) };
        const note = (name: string, counts: Counts): void => {
          const shown = numbersOf(counts);
          if (Object.values(shown).some((value) => value !== 0)) found.set(name, shown);
        };
        note(`total ${day / days(1)} `, (await truth.counts(question, [span]))[0]!);
        for (const dimension of Object.values(NAMES) as Dimension[])
          for (const by of ['pageviews', 'events', 'misses', 'visits'] as const)
            for (const { value, counts } of await truth.breakdown(question, span, dimension, { by, limit: 1_000 }))
              note(`${dimension} ${day / days(1)} ${value}`, counts);
        for (let at = day; at < span.end; at += minutes(15)) {
          const { pageviews, visits, duration } = (
            await truth.counts(question, [{ start: at, end: at + minutes(15) }])
          )[0]!;
          if (pageviews + visits > 0) found.set(`quarter ${at}`, { pageviews, visits, duration });
        }
      }
      return Object.fromEntries([...found].sort());
    }
  });
}
