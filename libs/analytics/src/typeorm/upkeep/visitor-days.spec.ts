import { days } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { transact } from '@nest-privacy/core/typeorm';
import fc from 'fast-check';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../test/migrated.js';
import { deliver, randomDelivery } from '../../../test/random-delivery.js';
import { randomEvents } from '../../../test/random-events.js';
import { storeOn } from '../../../test/store-on.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { analyticsEvent } from '../../testing/index.js';
import { DayRestorer } from './day-restorer.js';
import { type SiteDay } from './site-day.js';
import { VisitorDayPruner } from './visitor-day-pruner.js';

const RUNS = 12;
/** The same cases each time; others by `PROPERTY_SEED=…`. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);
const NEVER = 1_000_000;

type Row = Readonly<Record<string, unknown>>;

/** Events that are known under one name each, for further names are not stored. */
const namedOnce = randomEvents.map(({ events }) => events.map((event) => ({ ...event, alias: null })));

describe.each(testDatabases())('what is known of visitors on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let pruner: VisitorDayPruner;
  const clock = new ManualClock('2026-12-15T12:00:00Z');
  let run = 0;

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
    pruner = new VisitorDayPruner(source);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });

  const numberOf = async (site: string): Promise<number> => {
    const [row] = await source.query<{ id: number }[]>(
      `SELECT "id" FROM "privacy_analytics_term" WHERE "text" = '${site}'`,
    );
    return row?.id ?? 0;
  };
  const rowsOf = (table: string, columns: string, site: number, more = ''): Promise<Row[]> =>
    source.query<Row[]>(
      `SELECT ${columns} FROM "privacy_analytics_${table}" WHERE "site" = ${site} ${more} ORDER BY ${columns}`,
    );
  /** Everything that is counted, whatever numbers visits have, and however often something changed. */
  const counted = async (site: number): Promise<unknown> => [
    await rowsOf(
      'sum',
      '"dimension", "day", "value", "pageviews", "events", "misses", "visits", "bounces", "visitors", "duration", "lasting"',
      site,
      `AND "dimension" <> ${SUM_DIMENSION.stored} AND ("pageviews" <> 0 OR "events" <> 0 OR "misses" <> 0 OR "visits" <> 0 OR "bounces" <> 0 OR "visitors" <> 0 OR "duration" <> 0 OR "lasting" <> '')`,
    ),
    await rowsOf('revenue', '"dimension", "day", "value", "currency", "amount"', site, 'AND "amount" <> 0'),
    await rowsOf('visit', '"begun", "ended", "entry", "exit", "arrival", "bounced", "counts"', site),
  ];
  const daysOf = (site: number): Promise<SiteDay[]> =>
    source.query<SiteDay[]>(
      `SELECT DISTINCT "day", "site" FROM "privacy_analytics_visitor_day" WHERE "site" = ${site} ORDER BY "day"`,
    );
  const prune = async (site: number): Promise<void> => {
    for (const day of await daysOf(site)) await pruner.pruneDay(day, NEVER);
  };
  const restore = (siteDays: readonly SiteDay[]): Promise<void> =>
    transact(source, (manager) => new DayRestorer(source, manager, NEVER).ensure(siteDays));

  /** What the rows mean: segments and touches in any order, without what holds nothing. */
  const meant = async (site: number): Promise<unknown> => {
    const rows = await rowsOf('visitor_day', '"day", "visitor", "persistent", "state"', site, `AND "state" <> ''`);
    return rows.map(({ state, ...row }) => {
      const [s, t] = JSON.parse(state as string) as [unknown[][], unknown[]];
      const inOrder = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();
      const segments = s.map((segment) =>
        segment.map((part, i) => (i >= 7 && i <= 10 && Array.isArray(part) ? inOrder(part) : part)),
      );
      return { ...row, segments: inOrder(segments), touches: inOrder(t) };
    });
  };

  const at = (site: string, events: readonly AnalyticsEvent[]): AnalyticsEvent[] =>
    events.map((event) => ({ ...event, site }));

  it('is made again of the events as it was', async () => {
    await fc.assert(
      fc.asyncProperty(namedOnce, async (events) => {
        const name = `same-${run++}`;
        await storeOn(source, { clock }).append(at(name, events));
        const site = await numberOf(name);
        const [before, siteDays] = [await meant(site), await daysOf(site)];
        await prune(site);
        expect(await daysOf(site)).toEqual([]);
        await restore(siteDays);
        expect(await meant(site)).toEqual(before);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('is made again of the events of that day alone, to the millisecond', async () => {
    const midnight = Date.parse('2026-06-16T00:00:00Z');
    const store = storeOn(source, { clock });
    await store.append(
      [-1, 0].map((ms) => analyticsEvent({ site: 'edge', visitor: '1'.repeat(32), at: midnight + ms })),
    );
    await store.append([analyticsEvent({ site: 'edge', at: midnight - 1 })]);
    const site = await numberOf('edge');
    const [before, siteDays] = [await meant(site), await daysOf(site)];
    await prune(site);
    await restore(siteDays);
    expect(await meant(site)).toEqual(before);
  });

  it('may go at any time: what comes later counts as if it had been there', async () => {
    const parts = fc.tuple(namedOnce, fc.infiniteStream(fc.nat(3)));
    await fc.assert(
      fc.asyncProperty(parts, async ([events, drawn]) => {
        const [kept, pruned] = [`kept-${run++}`, `pruned-${run++}`];
        const store = storeOn(source, { clock });
        const batches: AnalyticsEvent[][] = [[], [], [], []];
        for (const event of events) batches[drawn.next().value!]!.push(event);
        for (const batch of batches) {
          await store.append(at(kept, batch));
          await store.append(at(pruned, batch));
          await prune(await numberOf(pruned));
        }
        expect(await counted(await numberOf(pruned))).toEqual(await counted(await numberOf(kept)));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('may go while several workers store', async () => {
    const sources = database.name === 'SQLite' ? [source] : [source, await migrated(place), await migrated(place)];
    const stores = sources.map((one) => storeOn(one, { clock }));
    const deliveries = namedOnce.chain((events) => randomDelivery(events).map((delivery) => ({ events, delivery })));
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ events, delivery }) => {
        const [kept, pruned] = [`kept-${run++}`, `pruned-${run++}`];
        await stores[0]!.append(at(kept, events));
        let isDone = false;
        const storing = deliver(
          stores,
          delivery.map((batches) => batches.map((batch) => at(pruned, batch))),
        ).finally(() => (isDone = true));
        while (!isDone) {
          await prune(await numberOf(pruned));
          await new Promise(setImmediate);
        }
        expect((await storing).length).toBe(events.length);
        expect(await counted(await numberOf(pruned))).toEqual(await counted(await numberOf(kept)));
      }),
      { seed: SEED, numRuns: RUNS },
    );
    await Promise.all(sources.slice(1).map((one) => one.destroy()));
  });

  it('goes once the day is over for three days and nothing of it was written for as long', async () => {
    const then = new ManualClock('2026-06-15T12:00:00Z');
    const [today, store] = [Date.parse('2026-06-15') / days(1), storeOn(source, { clock: then })];
    const left = async (day: number): Promise<boolean> => {
      await pruner.prune(day, () => true);
      return (await daysOf(await numberOf('old'))).length > 0;
    };
    await store.append([analyticsEvent({ site: 'old' })]);
    expect([await left(today + 3), await left(today + 4)]).toEqual([true, false]);
    then.advance(days(30));
    await store.append([analyticsEvent({ site: 'old' })]);
    expect([await left(today + 33), await left(today + 34)]).toEqual([true, false]);
  });
});
