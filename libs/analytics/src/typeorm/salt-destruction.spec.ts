import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';
import { type DisposableDatabase, ManualClock, testDatabases } from '@nest-privacy/core/testing';
import { type DataSource } from 'typeorm';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';
import { FiledSaltKeys } from '../identity/filed-salt-keys.js';
import { saltOf } from '../identity/salt-keys.js';
import { SaltSource } from '../identity/salt-source.js';
import { type SaltVault } from './salt-vault.js';
import { SecretSaltKeys } from '../identity/secret-salt-keys.js';
import { cookielessVisitor } from '../identity/visitor-hash.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const KEY = 'a-salt-key-of-thirty-two-characters';
const DAY = '2026-06-15';
/** Hex digits of a visitor that are stored. */
const STORED_DIGITS = 13;
const SEED_DIGITS = 64;
const WAL_SEGMENTS = 3;

@Controller()
class PagesController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

/** Every byte that PostgreSQL keeps of the salts: the heap with its dead rows, and the end of the write-ahead log. */
async function bytesOfPostgres(source: DataSource): Promise<Buffer> {
  const one = async (sql: string): Promise<Buffer> => (await source.query<{ bytes: Buffer }[]>(sql))[0]!.bytes;
  await source.query('CHECKPOINT');
  const heap = await one(`SELECT pg_read_binary_file(pg_relation_filepath('privacy_analytics_salt')) AS bytes`);
  const segments = await source.query<{ name: string }[]>(
    `SELECT name FROM pg_ls_waldir() ORDER BY modification DESC LIMIT ${WAL_SEGMENTS}`,
  );
  const log: Buffer[] = [];
  for (const { name } of segments) log.push(await one(`SELECT pg_read_binary_file('pg_wal/${name}') AS bytes`));
  return Buffer.concat([heap, ...log]);
}

const bytesOfSqlite = (path: string): Buffer =>
  Buffer.concat([path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file)));

/** Whatever in there may be the half of a salt, or a salt. */
const candidatesIn = (bytes: Buffer): ReadonlySet<string> =>
  new Set(
    [...bytes.toString('latin1').matchAll(/[0-9a-f]{64,}/g)].flatMap(([run]) =>
      Array.from({ length: run.length - SEED_DIGITS + 1 }, (_, i) => run.slice(i, i + SEED_DIGITS)),
    ),
  );

/** What salts may be bound to. That is the same on all databases, which are searched for one of them. */
const KEYS: readonly [kind: string, analytics: AnalyticsModuleOptions][] = [
  ['a key of its own', { saltKey: KEY }],
  ['a key that follows from the secrets', { secrets: ['a-secret-of-thirty-two-characters!'] }],
  ['a key of the process', {}],
];

describe.each(testDatabases())('what $name holds of a visitor whose day is over', (database) => {
  const clock = new ManualClock();
  let place: DisposableDatabase;
  let folder: string;
  let app: AnalyticsApp;

  beforeEach(async () => {
    clock.set(`${DAY}T12:00:00Z`);
    folder = mkdtempSync(join(tmpdir(), 'salt-key-'));
    place = await database.create();
  });
  afterEach(async () => {
    await app.close();
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const bytes = (): Promise<Buffer> =>
    database.name === 'PostgreSQL' ? bytesOfPostgres(app.source) : Promise.resolve(bytesOfSqlite(place.url));

  /** A visit, a backup of that hour, and two days. What stands in the backup, the files and the logs, and the visitor to find. */
  const visitAndWait = async (
    analytics: AnalyticsModuleOptions,
  ): Promise<{ candidates: ReadonlySet<string>; isVisitor: (salt: Buffer) => boolean }> => {
    app = await startAnalyticsApp({ controllers: [PagesController], core: { clock }, place, analytics });
    await (await fetch(`${app.url}/page`, { headers: { 'User-Agent': FIREFOX } })).text();
    await waitUntilStored(app.app, 1);
    const { visitor } = (await storedEvents(app.source))[0]!;
    const backup = await bytes();
    const [seed] = await app.source.query<{ salt: string }[]>('SELECT "salt" FROM "privacy_analytics_salt"');
    clock.set('2026-06-17T00:00:00Z');
    await app.app.get<SaltVault>(SaltSource, { strict: false }).sweep();
    expect(await app.source.query('SELECT * FROM "privacy_analytics_salt"')).toEqual([]);
    const candidates = candidatesIn(Buffer.concat([backup, await bytes()]));
    expect(candidates).toContain(seed!.salt);
    const traits = { site: 'default', address: '127.0.0.1', userAgent: FIREFOX, host: new URL(app.url).host };
    return {
      candidates,
      isVisitor: (salt) => String(parseInt(cookielessVisitor(salt, traits).slice(0, STORED_DIGITS), 16)) === visitor,
    };
  };

  it.each(database.name === 'SQLite' ? KEYS : KEYS.slice(0, 1))(
    'does not tell them again, nor does a backup, with %s',
    async (_kind, analytics) => {
      const { candidates, isVisitor } = await visitAndWait(analytics);
      for (const candidate of candidates) {
        const found = Buffer.from(candidate, 'hex');
        expect([isVisitor(found), isVisitor(Buffer.from(candidate))]).toEqual([false, false]);
        for (const guess of ['', candidate, 'secret'])
          expect(isVisitor(saltOf(Buffer.from(guess), found, DAY))).toBe(false);
      }
    },
  );

  it('tells them to whoever has a backup of that day and a key that was kept', async () => {
    const { candidates, isVisitor } = await visitAndWait({ saltKey: KEY });
    const key = new SecretSaltKeys(KEY).of(DAY);
    expect([...candidates].some((seed) => isVisitor(saltOf(key, Buffer.from(seed, 'hex'), DAY)))).toBe(true);
  });

  it('does not tell them to whoever has that backup and the key file, once it has moved on', async () => {
    const file = join(folder, 'salt-key');
    const before = new FiledSaltKeys(file, clock).of(DAY)!;
    const { candidates, isVisitor } = await visitAndWait({ saltKey: { file } });
    const today = new FiledSaltKeys(file, clock);
    expect(today.of(DAY)).toBeNull();
    const [, held = ''] = readFileSync(file, 'utf8').trim().split(' ');
    for (const seed of [...candidates].map((candidate) => Buffer.from(candidate, 'hex')))
      for (const key of [Buffer.from(held, 'hex'), today.of('2026-06-16')!, today.of('2026-06-17')!])
        expect(isVisitor(saltOf(key, seed, DAY))).toBe(false);
    expect([...candidates].some((seed) => isVisitor(saltOf(before, Buffer.from(seed, 'hex'), DAY)))).toBe(true);
  });
});
