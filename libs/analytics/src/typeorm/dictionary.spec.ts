import { days, hours } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { storedEvents } from '../../test/stored-events.js';
import { storeOn } from '../../test/store-on.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { analyticsEvent } from '../testing/index.js';
import { ARRIVAL_COLUMNS, CLIENT_COLUMNS } from './coding/event-coder.js';
import { TermCollector } from './term-collector.js';
import { type TypeOrmAnalyticsStore } from './typeorm-analytics-store.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const MOST = 20;

describe.each(testDatabases())('the dictionary on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let clock: ManualClock;

  const open = (): Promise<DataSource> => migrated(place);
  const store = (on = source): TypeOrmAnalyticsStore => storeOn(on, { newTextsPerHour: MOST, clock });
  const pages = (prefix: string, count: number, more: Partial<AnalyticsEvent> = {}): AnalyticsEvent[] =>
    Array.from({ length: count }, (_, i) => analyticsEvent({ page: `/${prefix}/${i}`, ...more }));
  const kept = async (prefix: string): Promise<number> => {
    const [row] = await source.query(
      `SELECT COUNT(*) AS n FROM "privacy_analytics_term" WHERE "text" LIKE '/${prefix}/%'`,
    );
    return Number(row.n);
  };
  const missing = async (): Promise<number> => {
    const refersTo = async (table: string, other: string, names: readonly string[]): Promise<number> => {
      const gone = names.map(
        (name) => `NOT EXISTS (SELECT 1 FROM "privacy_analytics_${other}" t WHERE t."id" = e."${name}")`,
      );
      const [row] = await source.query(
        `SELECT COUNT(*) AS n FROM "privacy_analytics_${table}" e WHERE ${table === 'sum' ? '"dimension" NOT IN (0, 1, 2, 4) AND ' : ''}(${gone.join(' OR ')})`,
      );
      return Number(row.n);
    };
    return (
      (await refersTo('event', 'term', ['site', 'page', 'route', 'host', 'title', 'name'])) +
      (await refersTo('event', 'client', ['client'])) +
      (await refersTo('event', 'arrival', ['arrival'])) +
      (await refersTo('visit', 'arrival', ['arrival'])) +
      (await refersTo('client', 'term', CLIENT_COLUMNS)) +
      (await refersTo('arrival', 'term', ARRIVAL_COLUMNS)) +
      (await refersTo('sum', 'term', ['value']))
    );
  };
  /** As if nothing was ever stored, but for the dictionary. */
  const forget = async (): Promise<void> => {
    for (const table of ['event', 'visit', 'visitor_day', 'sum'])
      await source.query(`DELETE FROM "privacy_analytics_${table}"`);
  };
  const combinations = async (): Promise<number[]> => {
    const [row] = await source.query(
      `SELECT (SELECT COUNT(*) FROM "privacy_analytics_client") AS c, (SELECT COUNT(*) FROM "privacy_analytics_arrival") AS a`,
    );
    return [Number(row.c), Number(row.a)];
  };

  beforeEach(async () => {
    clock = new ManualClock();
    place = await database.create(ANALYTICS_TABLES);
    source = await open();
    // What every event has, so that the tests count pages alone.
    await storeOn(source, { clock }).append([analyticsEvent()]);
    await forget();
    await source.query('DELETE FROM "privacy_analytics_term_quota"');
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  describe('takes so many new texts of a site in an hour', () => {
    it('and stores the other events with "(other)" in their place', async () => {
      const under = store();
      for (const prefix of ['a', 'b', 'c']) expect(await under.append(pages(prefix, 15))).toHaveLength(15);
      expect([await kept('a'), await kept('b'), await kept('c')]).toEqual([15, 5, 0]);
      const stored = await storedEvents(source);
      expect(stored).toHaveLength(45);
      expect(stored.filter(({ page }) => page === '(other)')).toHaveLength(25);
      expect(await missing()).toBe(0);
    });

    it('and knows the old ones, whoever asks, when the hour has no room left', async () => {
      await store().append([...pages('a', MOST), ...pages('b', MOST)]);
      await source.query('DELETE FROM "privacy_analytics_event"');
      await store().append(pages('a', MOST));
      expect((await storedEvents(source)).filter(({ page }) => page.startsWith('/a/'))).toHaveLength(MOST);
    });

    it('and as many in the next', async () => {
      const under = store();
      await under.append(pages('a', 100));
      clock.advance(hours(1));
      await under.append(pages('b', 100));
      expect([await kept('a'), await kept('b')]).toEqual([MOST, MOST]);
    });

    it('by all processes together', async () => {
      const others = database.name === 'SQLite' ? [source, source] : await Promise.all([open(), open()]);
      const stores = [source, ...others].map((on) => store(on));
      await Promise.all(stores.map((each, i) => each.append(pages(`p${i}`, 15))));
      await Promise.all(stores.map((each, i) => each.append(pages(`q${i}`, 15))));
      expect(await kept('%')).toBe(MOST);
      await Promise.all(others.filter((other) => other !== source).map((other) => other.destroy()));
    });

    it('whatever the other sites add', async () => {
      const under = store();
      await under.append([...pages('a', 100), ...pages('b', 10, { site: 'quiet' })]);
      expect([await kept('a'), await kept('b')]).toEqual([MOST, 10]);
    });

    it('although a clock was a year ahead', async () => {
      clock.advance(days(365));
      await store().append(pages('a', 100));
      clock.advance(-days(365));
      await store().append(pages('b', 100));
      expect(await kept('b')).toBe(MOST);
    });

    it('of every kind that a visitor can make up, and loses no more than the text', async () => {
      const under = store();
      await under.append(pages('a', 100));
      const made = { referrer: 'https://x.example/y', host: 'h', title: 't', name: 'n', kind: 'event' as const };
      await under.append([
        analyticsEvent({ ...made, page: '/new', route: '/:new', browser: 'Own', language: 'xx', at: 0 }),
      ]);
      expect((await storedEvents(source))[0]).toMatchObject({
        site: 'default',
        route: '/:new',
        page: '(other)',
        referrer: '',
        host: '(other)',
        title: '(other)',
        name: '(other)',
        client: 'desktop|||',
      });
    });
  });

  describe('is rid of texts', () => {
    const collect = (): Promise<number> => new TermCollector(source, { role: 'all' }, clock).collect();

    it('that no event refers to, once nobody has needed them for a day', async () => {
      const under = storeOn(source, { clock });
      for (let i = 0; i < 6; i++) {
        await under.append(pages(`gone/${i}`, 500));
        await under.append(pages(`stays/${i}`, 500));
      }
      await source.query(`DELETE FROM "privacy_analytics_event" WHERE "page" IN
        (SELECT "id" FROM "privacy_analytics_term" WHERE "text" LIKE '/gone/%')`);
      for (const table of ['visit', 'visitor_day', 'sum'])
        await source.query(`DELETE FROM "privacy_analytics_${table}"`);
      clock.advance(days(1));
      await collect();
      expect([await kept('gone'), await kept('stays')]).toEqual([3_000, 3_000]);
      clock.advance(days(1));
      await collect();
      expect([await kept('gone'), await kept('stays')]).toEqual([0, 3_000]);
      expect(await missing()).toBe(0);
    });

    it('that sums and visits refer to only once these are gone, and of combinations before', async () => {
      const more = { browser: 'Own', source: 'Own source', site: 'own' };
      await storeOn(source, { clock }).append(pages('a', 3, more));
      clock.advance(days(2));
      await source.query('DELETE FROM "privacy_analytics_event"');
      await collect();
      expect([await kept('a'), await combinations()]).toEqual([3, [0, 1]]);
      await source.query('DELETE FROM "privacy_analytics_visit"');
      await collect();
      expect([await kept('a'), await combinations()]).toEqual([3, [0, 0]]);
      await source.query(
        'UPDATE "privacy_analytics_sum" SET "pageviews" = 0, "visits" = 0, "bounces" = 0, "visitors" = 0',
      );
      await collect();
      expect(await source.query('SELECT * FROM "privacy_analytics_sum"')).toEqual([]);
      await collect();
      expect(await kept('a')).toBe(0);
      await storeOn(source, { clock }).append(pages('b', 1, more));
      expect(await missing()).toBe(0);
    });

    it('but not of one that a process has in memory', async () => {
      const busy = storeOn(source, { clock });
      await busy.append(pages('a', 10));
      await forget();
      clock.advance(days(2));
      await busy.append(pages('a', 1));
      await forget();
      await collect();
      expect(await kept('a')).toBe(1);
      await busy.append(pages('a', 10));
      expect(await missing()).toBe(0);
    });

    it('beside processes that store events with them, and no event is without its text', async () => {
      const others = database.name === 'SQLite' ? [source, source] : await Promise.all([open(), open()]);
      await storeOn(source, { clock }).append(pages('a', 300));
      for (let round = 0; round < 10; round++) {
        await forget();
        clock.advance(days(3));
        await Promise.all([
          collect(),
          ...others.map((other) => storeOn(other, { clock }).append(pages('a', 300))),
          collect(),
        ]);
        expect(await missing()).toBe(0);
      }
      await Promise.all(others.filter((other) => other !== source).map((other) => other.destroy()));
    });
  });
});
