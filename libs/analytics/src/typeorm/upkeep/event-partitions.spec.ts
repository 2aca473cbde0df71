import { days, minutes } from '@nest-privacy/core';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { schemaDrift } from '@nest-privacy/core/typeorm';
import { Logger } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { ANALYTICS_TABLES, migrated } from '../../../test/migrated.js';
import { storeOn } from '../../../test/store-on.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { ANALYTICS_MIGRATIONS } from '../../migrations/index.js';
import { analyticsEvent } from '../../testing/index.js';
import { EventPartitions, idRangeOf } from './event-partitions.js';
import { monthOf } from './month.js';

const NOW = '2026-06-15T12:00:00Z';
const month = (text: string): number => monthOf(Date.parse(text));

function eventAt(text: string): AnalyticsEvent {
  const at = Date.parse(text);
  const time = at.toString(16).padStart(12, '0');
  return analyticsEvent({ id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`, at });
}

describe('the ids of a month', () => {
  it('are in a row and beside those of the next, but where their sign turns or other ids are', () => {
    expect(idRangeOf(month('2026-06-01'))![1]).toBe(idRangeOf(month('2026-07-01'))![0]);
    for (const text of ['2022-03-01', '2022-04-01']) expect(idRangeOf(month(text))).toBeUndefined();
    for (const text of ['2022-05-01', '2021-12-01']) expect(idRangeOf(month(text))).toBeDefined();
  });
});

const [postgres] = testDatabases().filter(({ name }) => name === 'PostgreSQL');

(postgres ? describe : describe.skip)('partitions of events', () => {
  const clock = new ManualClock(NOW);
  let place: DisposableDatabase;
  let source: DataSource;
  let warn: jest.SpyInstance;

  beforeEach(async () => {
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    place = await postgres!.create(ANALYTICS_TABLES);
    source = await migrated(place);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await source.destroy();
    await place.drop();
  });

  const whereEventsAre = async (): Promise<string[]> => {
    const rows = await source.query<{ name: string }[]>(
      `SELECT tableoid::regclass::text AS name FROM "privacy_analytics_event" ORDER BY "at"`,
    );
    return rows.map(({ name }) => name.replaceAll('"', ''));
  };

  it('are made by months, once somebody needs them, by many at once', async () => {
    const events = ['2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00Z', NOW].map(eventAt);
    await Promise.all([1, 2, 3].map(() => storeOn(source, { clock }).append(events)));
    await new EventPartitions(source).ensureCurrent(clock.now());
    expect(await whereEventsAre()).toEqual([
      'privacy_analytics_event_2026_05',
      'privacy_analytics_event_2026_06',
      'privacy_analytics_event_2026_06',
    ]);
    expect(await source.query(`SELECT to_regclass('privacy_analytics_event_2026_07') IS NOT NULL AS is`)).toEqual([
      { is: true },
    ]);
    expect(await schemaDrift(source)).toEqual([]);
    for (let i = 0; i < ANALYTICS_MIGRATIONS.length; i++) await source.undoLastMigration();
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('are none for what is far from now, or has ids of another time', async () => {
    const stray = { ...eventAt('2024-01-01T00:00:00Z'), at: Date.parse(NOW) - days(40) };
    await storeOn(source, { clock }).append([eventAt('2009-01-01T00:00:00Z'), eventAt('2030-01-01T00:00:00Z'), stray]);
    expect(new Set(await whereEventsAre())).toEqual(new Set(['privacy_analytics_event_default']));
  });

  it('are none where they cannot be made; it is said once, and the events are stored', async () => {
    const store = storeOn(source, { clock });
    await source.query(
      `INSERT INTO "privacy_analytics_event" VALUES (1, 1, NULL, 0, ${idRangeOf(month(NOW))![0] + 5}, 1, 1, 1, 1, 1, 1, 1, 1, 1, '')`,
    );
    await store.append([eventAt(NOW)]);
    await store.append([{ ...eventAt(NOW), ...analyticsEvent({ at: Date.parse(NOW) + minutes(1) }) }]);
    expect(await whereEventsAre()).toHaveLength(3);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
