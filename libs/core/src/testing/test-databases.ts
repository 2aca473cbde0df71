import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { newId } from '../ids.js';
import { sqliteOptions } from '../typeorm/sqlite-options.js';
import { makeOnce, migrate, templateOf, type TestTables } from './test-tables.js';

/** A database of its own for one test, made when asked for. */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL' | 'PostgreSQL behind PgBouncer';
  /** Options of a fresh database: an empty one, or one that was migrated already. */
  create(tables?: TestTables): Promise<DisposableDatabase>;
}

/** A fresh database and how to be rid of it. */
export interface DisposableDatabase {
  readonly options: DataSourceOptions;
  /** Connection string for a separate process: `postgres://…`, or the path of the SQLite file. */
  readonly url: string;
  /** PostgreSQL only: ends every connection and takes no new one, as a server that was stopped; gives the way back. */
  readonly stop?: () => Promise<() => Promise<void>>;
  /** Does nothing the second time. */
  drop(): Promise<void>;
}

/** The databases without a pooler between. */
type DirectDatabase = TestDatabase & { readonly name: 'SQLite' | 'PostgreSQL' };

const TEMPLATES = 'nest-privacy-templates';

async function fillFile(file: string, tables: TestTables): Promise<void> {
  const name = templateOf(tables);
  if (name === undefined) return migrate(sqliteOptions(file), tables);
  const folder = join(tmpdir(), TEMPLATES);
  const template = join(folder, `${name}.sqlite`);
  await makeOnce(
    template,
    () => existsSync(template),
    async () => {
      mkdirSync(folder, { recursive: true });
      await migrate(sqliteOptions(`${template}.part`), tables);
      renameSync(`${template}.part`, template);
    },
  );
  copyFileSync(template, file);
}

const sqlite: DirectDatabase = {
  name: 'SQLite',
  async create(tables) {
    const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-'));
    const url = join(folder, 'test.sqlite');
    if (tables) await fillFile(url, tables);
    return {
      options: sqliteOptions(url),
      url,
      drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  },
};

const addressOf = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).toString();

/** Copies files rather than to write each page to the log, which PostgreSQL 15 and later would do. */
async function createDatabase(admin: DataSource, name: string, template: string): Promise<void> {
  const [{ version }] = await admin.query<[{ version: number }]>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} ${version >= 150_000 ? 'STRATEGY file_copy' : ''}`);
}

async function createFrom(tables: TestTables, admin: DataSource, server: string, database: string): Promise<void> {
  const name = templateOf(tables);
  if (name === undefined) {
    await createDatabase(admin, database, 'template1');
    return migrate({ type: 'postgres', url: addressOf(server, database) }, tables);
  }
  const find = (): Promise<unknown[]> => admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  await makeOnce(
    name,
    async () => (await find()).length > 0,
    async () => {
      await createDatabase(admin, `${name}_part`, 'template1');
      await migrate({ type: 'postgres', url: addressOf(server, `${name}_part`) }, tables);
      await admin.query(`ALTER DATABASE ${name}_part RENAME TO ${name}`);
    },
  );
  await createDatabase(admin, database, name);
}

/** @param door where the tests enter: the server itself, or a pooler in front of it */
const postgres = <N extends TestDatabase['name']>(
  name: N,
  server: string,
  door = server,
): TestDatabase & { readonly name: N } => ({
  name,
  async create(tables) {
    const admin = new DataSource({ type: 'postgres', url: server });
    const database = `np_${newId().replaceAll('-', '')}`;
    await admin.initialize();
    if (tables) await createFrom(tables, admin, server, database);
    else await createDatabase(admin, database, 'template1');
    const url = addressOf(door, database);
    return {
      options: { type: 'postgres', url },
      url,
      async stop() {
        await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
        await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
        return async () => void (await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`));
      },
      async drop() {
        if (!admin.isInitialized) return;
        await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
        await admin.destroy();
      },
    };
  },
});

/**
 * Every database a storage test runs on: SQLite in a temporary file, and PostgreSQL at `TEST_PG_URL`.
 *
 * @example
 * describe.each(testDatabases())('on $name', (database) => { ... });
 *
 * @throws Error when `TEST_PG_URL` is not set, for a test of storage that skips a database proves nothing
 */
export function testDatabases(): DirectDatabase[] {
  return [sqlite, postgres('PostgreSQL', serverUrl())];
}

/**
 * The same and, at `TEST_PGBOUNCER_URL`, PostgreSQL through a PgBouncer in transaction mode; for the tests of what is written and read there.
 *
 * @throws as {@link testDatabases}
 */
export function storageDatabases(): TestDatabase[] {
  const pooler = process.env.TEST_PGBOUNCER_URL;
  return pooler ? [...testDatabases(), postgres('PostgreSQL behind PgBouncer', serverUrl(), pooler)] : testDatabases();
}

function serverUrl(): string {
  const server = process.env.TEST_PG_URL;
  if (!server)
    throw new Error('TEST_PG_URL is not set: give the URL of a PostgreSQL server on which databases may be created');
  return server;
}
