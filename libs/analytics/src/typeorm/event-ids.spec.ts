import { SYSTEM_CLOCK } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { storedEvents } from '../../test/stored-events.js';
import { resolveAnalyticsOptions } from '../config/resolve-analytics-options.js';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../migrations/index.js';
import { analyticsEvent } from '../testing/index.js';
import { storeOn } from '../../test/store-on.js';
import { EarlierEvents } from './upkeep/earlier-events.js';

/** How an id was kept when it had to be unique among all sites. */
const formerParts = (id: string): [high: number, low: number] => [
  parseInt(id.slice(0, 8) + id.slice(9, 13), 16),
  parseInt(id.slice(15, 18) + id.slice(20, 23) + id.slice(24, 31), 16),
];

/** Times at which the sign of the first part differs, and a random id. */
const FORMER_IDS = [
  newId(),
  '01912345-6789-7abc-8def-0123456789ab',
  '019f2345-6789-7fff-bfff-ffffffffffff',
  'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
];

describe.each(testDatabases())('ids of events on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  const open = (migrations: typeof ANALYTICS_MIGRATIONS): Promise<DataSource> =>
    new DataSource({ ...place.options, entities: ANALYTICS_ENTITIES, migrations, migrationsRun: true }).initialize();

  const move = (): Promise<void> => new EarlierEvents(source, resolveAnalyticsOptions({}), SYSTEM_CLOCK).move();

  beforeEach(async () => {
    place = await database.create();
  });
  afterEach(async () => {
    await source.destroy();
    await place.drop();
  });

  it('belong to their site: two sites may use one, and neither loses an event by it', async () => {
    source = await open(ANALYTICS_MIGRATIONS);
    const store = storeOn(source);
    const id = newId();
    const [mine, yours] = [analyticsEvent({ id, site: 'mine' }), analyticsEvent({ id, site: 'yours' })];
    expect(await store.append([mine])).toEqual([mine]);
    expect(await store.append([mine, yours, yours])).toEqual([yours]);
    expect((await storedEvents(source)).map(({ site }) => site).sort()).toEqual(['mine', 'yours']);
  });

  it('tell apart events that differ late in their ids, and those that differ in time by milliseconds', async () => {
    source = await open(ANALYTICS_MIGRATIONS);
    const ids = ['01912345-6789-7abc-8def-012345678900', '01912345-6789-7abc-8def-112345678900'];
    ids.push('01912345-678a-7abc-8def-012345678900', '01922345-6789-7abc-8def-012345678900');
    const events = ids.map((id) => analyticsEvent({ id }));
    expect(await storeOn(source).append(events)).toEqual(events);
  });

  it('are known again that were stored when an id had to be unique among all sites', async () => {
    source = await open(ANALYTICS_MIGRATIONS.slice(0, 1));
    await source.query(`INSERT INTO "privacy_analytics_term" ("text") VALUES ('default')`);
    for (const id of FORMER_IDS) {
      const [high, low] = formerParts(id);
      await source.query(
        `INSERT INTO "privacy_analytics_event" VALUES (${high}, ${low}, 5, NULL, 1, 1, 1, 1, 1, 1, 1, 1, 1, '')`,
      );
    }
    await source.destroy();
    source = await open(ANALYTICS_MIGRATIONS);
    await move();
    const again = FORMER_IDS.map((id) => analyticsEvent({ id }));
    const other = analyticsEvent();
    expect(await storeOn(source).append([...again, other])).toEqual([other]);
    expect(await storedEvents(source)).toHaveLength(FORMER_IDS.length + 1);
  });

  it('survive that the change is undone and done again', async () => {
    source = await open(ANALYTICS_MIGRATIONS);
    const events = FORMER_IDS.map((id) => analyticsEvent({ id }));
    await storeOn(source).append(events);
    for (let i = 1; i < ANALYTICS_MIGRATIONS.length; i++) await source.undoLastMigration();
    await source.runMigrations();
    await move();
    expect(await storeOn(source).append(events)).toEqual([]);
  });
});
