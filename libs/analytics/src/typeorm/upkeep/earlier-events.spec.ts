import { SYSTEM_CLOCK } from '@nest-privacy/core';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storedEvents } from '../../../test/stored-events.js';
import { storeOn } from '../../../test/store-on.js';
import { resolveAnalyticsOptions } from '../../config/resolve-analytics-options.js';
import { ANALYTICS_ENTITIES } from '../../entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../../migrations/index.js';
import { VisitsAndSums1764800000100 } from '../../migrations/1764800000100-visits-and-sums.js';
import { analyticsEvent } from '../../testing/index.js';
import { idPartsOf } from '../coding/event-numbers.js';
import { idOfParts } from './earlier-event.js';
import { EarlierEvents } from './earlier-events.js';

const AT = Date.parse('2026-06-15T12:00:00Z');
const EVENTS = 1_200;

describe.each(testDatabases())('events of before on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    place = await database.create();
    source = await new DataSource({
      ...place.options,
      entities: ANALYTICS_ENTITIES,
      migrations: ANALYTICS_MIGRATIONS,
      migrationsRun: true,
    }).initialize();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await source.destroy();
    await place.drop();
  });

  it('come into visits and sums, each once, and are known again', async () => {
    const from = ANALYTICS_MIGRATIONS.indexOf(VisitsAndSums1764800000100);
    const events = Array.from({ length: EVENTS }, (_, i) =>
      analyticsEvent({
        ...{
          at: AT + i,
          page: `/p/${i % 7}`,
          channel: i % 3 ? 'Direct' : '',
          referrer: i % 3 ? 'direct' : 'https://x.example/',
        },
        ...{ visitor: (i % 5).toString(16).padStart(32, '7'), browserVersion: '', osVersion: '' },
        ...(i % 4 === 0 && { kind: 'event' as const, interactive: true, name: 'n', properties: { a: i } }),
        ...(i % 11 === 0 && { audience: 'bots' as const, bot: 'x' }),
      }),
    );
    await storeOn(source).append(events.slice(0, 500));
    await storeOn(source).append(events.slice(500, 1000));
    await storeOn(source).append(events.slice(1000));
    const summed = (): Promise<unknown> =>
      source.query(
        `SELECT "dimension", "text", "pageviews", "events" FROM "privacy_analytics_sum" JOIN "privacy_analytics_term" ON "id" = "value" WHERE "dimension" > 2 ORDER BY 1, 2`,
      );
    const [stored, sums] = [await storedEvents(source), await summed()];
    for (let i = from; i < ANALYTICS_MIGRATIONS.length; i++) await source.undoLastMigration();
    await source.runMigrations();
    expect(await storedEvents(source)).toEqual([]);
    const mover = (): EarlierEvents => new EarlierEvents(source, resolveAnalyticsOptions({}), SYSTEM_CLOCK);
    await Promise.all([
      mover().move(),
      mover()
        .move()
        .catch(() => undefined),
    ]);
    await mover().move();
    expect(await storedEvents(source)).toEqual(stored);
    expect(await summed()).toEqual(sums);
    expect(await storeOn(source).append(events.slice(0, 500))).toEqual([]);
    await expect(source.query('SELECT * FROM "privacy_analytics_event_earlier"')).rejects.toThrow();
  });

  it('have ids of the same two numbers', () => {
    for (const id of ['01912345-6789-7abc-8def-0123456789ab', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6'])
      expect(idPartsOf(idOfParts(...idPartsOf(id), AT))).toEqual(idPartsOf(id));
  });
});
