import { days } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../test/migrated.js';
import { storeOn } from '../../../test/store-on.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { resolveAnalyticsOptions } from '../../config/resolve-analytics-options.js';
import { type RetentionOptions } from '../../analytics.options.js';
import { analyticsEvent } from '../../testing/index.js';
import { TableUpkeep } from './table-upkeep.js';

function eventAt(text: string): AnalyticsEvent {
  const at = Date.parse(text);
  const time = at.toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`;
  return analyticsEvent({ id, at, kind: 'event', revenue: { amount: 10_000, currency: 'EUR' } });
}

describe.each(testDatabases())('retention on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeEach(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  const store = (at: string, events: readonly string[]): Promise<unknown> =>
    storeOn(source, { clock: new ManualClock(at) }).append(events.map(eventAt));
  const upkeep = (at: string, retention?: RetentionOptions): TableUpkeep =>
    new TableUpkeep(source, resolveAnalyticsOptions({ retention }), new ManualClock(at));
  const keep = (at: string, retention?: RetentionOptions): Promise<Readonly<Record<string, number>>> =>
    upkeep(at, retention).keep();
  const daysOf = async (table: string, time: string, unit: number): Promise<string[]> => {
    const rows = await source.query<{ t: string }[]>(
      `SELECT DISTINCT "${time}" AS t FROM "privacy_analytics_${table}" ORDER BY "${time}"`,
    );
    return rows.map(({ t }) => new Date(Number(t) * unit).toISOString().slice(0, 10));
  };
  const left = async (): Promise<Record<string, string[]>> => ({
    events: await daysOf('event', 'at', 1),
    sales: await daysOf('sale', 'at', 1),
    visits: await daysOf('visit', 'begun', 1),
    sums: await daysOf('sum', 'day', days(1)),
    revenue: await daysOf('revenue', 'day', days(1)),
  });

  it('removes what is older than it is kept, to the day', async () => {
    const all = ['2026-01-31', '2026-03-16', '2026-03-17', '2026-06-15'];
    for (const day of all) await store(`${day}T12:00:00Z`, [`${day}T12:00:00Z`]);
    const removed = await keep('2026-06-15T13:00:00Z');
    expect(removed).toMatchObject({ events: 2, visits: 2, sums: 0 });
    const recent = all.slice(2);
    expect(await left()).toEqual({ events: recent, sales: recent, visits: recent, sums: all, revenue: all });
    await keep('2028-03-15T13:00:00Z', { events: 'keep', visits: 30, sums: 'keep' });
    expect(await left()).toEqual({ events: recent, sales: recent, visits: [], sums: all, revenue: all });
    await keep('2028-03-15T13:00:00Z', { events: 30 });
    expect(await left()).toEqual({ events: [], sales: [], visits: [], sums: all.slice(1), revenue: all.slice(1) });
  });

  it('makes columns of days that are over and kept with all of their visits, and removes them with these', async () => {
    for (const day of ['2026-03-16', '2026-03-17', '2026-06-14', '2026-06-15'])
      await store(`${day}T12:00:00Z`, [`${day}T12:00:00Z`]);
    const columns = (): Promise<string[]> => daysOf('column', 'day', days(1));

    const fewer = { events: 91, visits: 90 };
    expect(await upkeep('2026-06-15T13:00:00Z', fewer).buildColumns()).toBe(1);
    expect(await columns()).toEqual(['2026-06-14']);
    expect(await upkeep('2026-06-15T13:00:00Z').buildColumns()).toBe(2);

    await keep('2026-06-15T13:00:00Z', fewer);
    expect(await columns()).toEqual(['2026-06-14']);
    expect(await upkeep('2026-06-15T13:00:00Z', fewer).buildColumns()).toBe(0);
    await keep('2026-09-13T13:00:00Z');
    expect(await columns()).toEqual([]);
  });

  it('makes columns of days that are long over and were stored late', async () => {
    await store('2026-06-15T12:00:00Z', ['2021-02-03T12:00:00Z']);
    expect(await upkeep('2026-06-15T13:00:00Z').buildColumns()).toBe(1);
    await keep('2026-06-15T13:00:00Z');
    expect(await daysOf('column', 'day', days(1))).toEqual(['2021-02-03']);
  });

  it('keeps what was stored late for as long from then on', async () => {
    await store('2026-06-15T12:00:00Z', ['2021-02-03T12:00:00Z', '2026-01-31T12:00:00Z']);
    const all = ['2021-02-03', '2026-01-31'];
    expect(await keep('2026-09-12T13:00:00Z')).toMatchObject({ events: 0, visits: 0, sums: 0 });
    expect((await left()).events).toEqual(all);
    expect(await keep('2026-09-14T13:00:00Z')).toMatchObject({ events: 2, visits: 2, sums: 0 });
    expect(await left()).toEqual({ events: [], sales: [], visits: [], sums: all, revenue: all });
  });

  it('goes through large tables, and none of what is new is lost', async () => {
    const site = { visitor: null };
    const old = Array.from({ length: 6_000 }, () => analyticsEvent({ ...site, at: Date.parse('2026-01-01') }));
    for (let i = 0; i < old.length; i += 500)
      await storeOn(source, { clock: new ManualClock('2026-01-01T01:00:00Z') }).append(old.slice(i, i + 500));
    await store('2026-06-15T12:00:00Z', ['2026-06-15T12:00:00Z']);
    expect(await keep('2026-06-15T13:00:00Z')).toMatchObject({ events: 6_000 });
    expect((await left()).events).toEqual(['2026-06-15']);
  });
});
