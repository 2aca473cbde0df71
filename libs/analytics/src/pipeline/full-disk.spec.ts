import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type DisposableDatabase, testDatabases, waitUntil } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { OwnPostgres } from '../../../../test/setup/own-postgres.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { SmallDisk } from '../../test/small-disk.js';
import { AnalyticsService } from '../analytics.service.js';
import { waitUntilStored } from '../testing/index.js';

/** A database and how to take its room away. */
interface Room {
  readonly place: DisposableDatabase;
  fill(source: DataSource): Promise<void> | void;
  free(source: DataSource): Promise<void> | void;
  end(): Promise<void> | void;
}

const MEGABYTES = 24;
const BOUNDS = { bufferSize: 200, batchSize: 50, flushInterval: 20 };

const [sqlite] = testDatabases();

/** SQLite itself refuses to let the file grow, as on a full disk. */
async function bySqlite(): Promise<Room> {
  const place = await sqlite!.create();
  const limit = async (source: DataSource, pages: number): Promise<void> => {
    if (source.isInitialized) await source.query(`PRAGMA max_page_count = ${pages}`);
  };
  return {
    place,
    fill: (source) => limit(source, 1),
    free: (source) => limit(source, 1_000_000),
    end: () => place.drop(),
  };
}

function sqliteOnDisk(disk: SmallDisk): Promise<Room> {
  const file = join(disk.folder, 'test.sqlite');
  const place = { options: sqliteOptions(file), url: file, drop: () => Promise.resolve() };
  return Promise.resolve({ place, fill: () => disk.fill(), free: () => disk.free(), end: () => disk.unmount() });
}

/** A PostgreSQL of its own with a database on that disk: on a server that others use, their checkpoints would fail too. */
async function postgresOnDisk(disk: SmallDisk): Promise<Room> {
  const server = await OwnPostgres.start();
  const admin = await new DataSource({ type: 'postgres', url: server.url }).initialize();
  const [{ data_directory: data }] = await admin.query('SHOW data_directory');
  await admin.query(`CREATE TABLESPACE small LOCATION '${disk.folderOf(statSync(data).uid)}'`);
  await admin.query('CREATE DATABASE small TABLESPACE small');
  await admin.destroy();
  const url = Object.assign(new URL(server.url), { pathname: '/small' }).toString();
  const end = async (): Promise<void> => {
    await server.remove();
    disk.unmount();
  };
  return {
    place: { options: { type: 'postgres', url }, url, drop: end },
    fill: () => disk.fill(),
    free: () => disk.free(),
    end,
  };
}

const ROOMS: [string, (() => Promise<Room>) | undefined][] = [['SQLite that may not grow', bySqlite]];
const probe = SmallDisk.mount(1);
probe?.unmount();
if (!probe) console.warn('The tests on a full file system are skipped: only root may mount one.');
for (const [name, open] of [
  ['SQLite on a full file system', sqliteOnDisk],
  ['PostgreSQL on a full file system', postgresOnDisk],
] as const)
  ROOMS.push([name, probe && (() => open(SmallDisk.mount(MEGABYTES)!))]);

describe.each(ROOMS)('%s', (_name, open) => {
  const test = open ? it : it.skip;
  let room: Room;
  let app: AnalyticsApp;
  let errors: string[];
  let tracked: number;

  const service = (): AnalyticsService => app.app.get(AnalyticsService);
  const track = (count: number): void => {
    for (let i = 0; i < count; i++) service().track('tick', { i, text: 'x'.repeat(300) });
    tracked += count;
  };
  const stored = async (): Promise<number> => {
    const [row] = await app.source.query('SELECT COUNT(*) AS n FROM "privacy_analytics_event"');
    return Number(row.n);
  };
  const dropped = (): number => Object.values(service().drops()).reduce((sum, count) => sum + count, 0);
  const trackUntilDropped = (): Promise<void> =>
    waitUntil('the buffer overflows', () => {
      track(50);
      return dropped() > 0;
    });

  beforeEach(async () => {
    if (!open) return;
    tracked = 0;
    errors = [];
    room = await open();
    app = await startAnalyticsApp({ place: room.place, analytics: { ...BOUNDS, shutdownTimeout: 500 } });
    jest.spyOn(Logger.prototype, 'error').mockImplementation((message: unknown) => void errors.push(String(message)));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await room?.end();
  });

  test('loses what memory does not hold, counts and tells it, and stores the rest once there is room', async () => {
    track(100);
    await waitUntilStored(app.app, 100);
    await room.fill(app.source);
    await trackUntilDropped();
    expect(Object.keys(service().drops())).toEqual(['buffer-full']);
    expect(errors).toContainEqual(expect.stringMatching(/events wait in the queue: the disk .* is full; free space/));
    expect(errors).toContainEqual(expect.stringContaining('events are lost: the buffer is full'));
    await room.free(app.source);
    await waitUntil('the rest is stored', async () => (await stored()) === tracked - dropped());
    const lost = dropped();
    await app.close();
    expect(service().drops()).toEqual({ 'buffer-full': lost });
    expect(errors.at(-1)).toBe(`what this process lost since its start, in events: buffer-full ${lost}`);
  });

  test('says at the end of the process what it could not store', async () => {
    await room.fill(app.source);
    await trackUntilDropped();
    await app.close();
    const { shutdown = 0, 'buffer-full': overflow } = service().drops();
    expect(shutdown).toBeGreaterThan(0);
    expect(errors).toContainEqual(expect.stringMatching(new RegExp(`^${shutdown} events were lost: queue or store`)));
    expect(errors.at(-1)).toContain(`buffer-full ${overflow}, shutdown ${shutdown}`);
    await room.free(app.source);
    const source = await new DataSource(room.place.options).initialize();
    const [row] = await source.query('SELECT COUNT(*) AS n FROM "privacy_analytics_event"');
    await source.destroy();
    expect(Number(row.n) + dropped()).toBe(tracked);
  });
});
