import { Controller, Get, Header } from '@nestjs/common';
import { type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { analyticsEvent, STORE_CONTRACT, waitUntilStored } from '../testing/index.js';
import { startAnalyticsApp } from '../../test/analytics-app.js';
import { storeOn } from '../../test/store-on.js';
import { type EventParticipant, EventParticipants } from './event-participant.js';
import { ANALYTICS_TABLES, migrated } from '../../test/migrated.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const TALLY = 'CREATE TABLE "tally" ("page" varchar(512) PRIMARY KEY NOT NULL)';

/** Keeps the pages of events in a table of the application, and refuses pages that it has. */
class Tally implements EventParticipant {
  readonly seen: string[][] = [];
  fails = false;

  async stored(events: readonly AnalyticsEvent[], manager: EntityManager): Promise<void> {
    this.seen.push(events.map(({ page }) => page));
    for (const { page } of events) await manager.query(`INSERT INTO "tally" VALUES ('${page}')`);
    if (this.fails) throw new Error('the tally is broken');
  }
}

@Controller()
class PageController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

describe.each(testDatabases())('those who take part in storing events on $name', (database) => {
  let place: DisposableDatabase;
  let source: DataSource;
  let tally: Tally;

  const pages = (...names: string[]): AnalyticsEvent[] => names.map((page) => analyticsEvent({ page }));
  const tallied = async (): Promise<string[]> =>
    (await source.query<{ page: string }[]>('SELECT "page" FROM "tally" ORDER BY "page"')).map(({ page }) => page);
  const stored = (): Promise<number> => source.getRepository(AnalyticsEventEntity).count();

  beforeAll(async () => {
    place = await database.create(ANALYTICS_TABLES);
    source = await migrated(place);
    await source.query(TALLY);
  });
  afterAll(async () => {
    await source.destroy();
    await place.drop();
  });
  beforeEach(async () => {
    tally = new Tally();
    await source.query('DELETE FROM "tally"');
    await source.getRepository(AnalyticsEventEntity).clear();
  });

  it('undo the batch when one of them throws, and it is new again at the next try', async () => {
    const store = storeOn(source, { participants: [tally] });
    const events = pages('/a', '/b');
    tally.fails = true;
    await expect(store.append(events)).rejects.toThrow('the tally is broken');
    expect([await stored(), await tallied()]).toEqual([0, []]);
    tally.fails = false;
    expect(await store.append(events)).toEqual(events);
    expect([await stored(), await tallied()]).toEqual([2, ['/a', '/b']]);
  });

  it('undo each other, too', async () => {
    const broken: EventParticipant = { stored: () => Promise.reject(new Error('another is broken')) };
    await expect(storeOn(source, { participants: [tally, broken] }).append(pages('/a'))).rejects.toThrow('another');
    expect([await stored(), await tallied()]).toEqual([0, []]);
  });

  it('are told of what is new alone, and of nothing when nothing is', async () => {
    const store = storeOn(source, { participants: [tally] });
    const [a, b, c] = pages('/a', '/b', '/c') as [AnalyticsEvent, AnalyticsEvent, AnalyticsEvent];
    await store.append([a, b]);
    await store.append([a, b]);
    await store.append([a, c, c, b]);
    expect(tally.seen).toEqual([['/a', '/b'], ['/c']]);
    expect([await stored(), await tallied()]).toEqual([3, ['/a', '/b', '/c']]);
  });

  it('are to blame themselves for what the database refuses of them: no event is', async () => {
    const store = storeOn(source, { participants: [tally] });
    await source.query(`INSERT INTO "tally" VALUES ('/a')`);
    const error: unknown = await store.append(pages('/a')).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(UnstorableEventError);
    expect(await stored()).toBe(0);
  });

  it.each(STORE_CONTRACT)('leave the store what it is: $promise', ({ prove }) =>
    prove(storeOn(source, { participants: [{ stored: () => Promise.resolve() }] })),
  );

  it('are bound in the application', async () => {
    const app = await startAnalyticsApp({
      place,
      controllers: [PageController],
      ports: [{ provide: EventParticipants, useValue: [tally] }],
    });
    await fetch(`${app.url}/page`, { headers: { 'User-Agent': FIREFOX } });
    await waitUntilStored(app.app, 1);
    await app.close();
    expect(await tallied()).toEqual(['/page']);
  });
});
