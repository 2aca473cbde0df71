import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { newId } from '../ids.js';
import { sqliteOptions } from '../typeorm/sqlite-options.js';

/** A database of its own for one test file, made when asked for. */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL' | 'PostgreSQL behind PgBouncer';
  /** Options of a fresh, empty database. */
  create(): Promise<DisposableDatabase>;
}

/** An empty database and how to be rid of it. */
export interface DisposableDatabase {
  readonly options: DataSourceOptions;
  /** Connection string for a separate process: `postgres://…`, or the path of the SQLite file. */
  readonly url: string;
  /** PostgreSQL only: ends every connection and takes no new one, as a server that was stopped; gives the way back. */
  readonly stop?: () => Promise<() => Promise<void>>;
  drop(): Promise<void>;
}

/** The databases without a pooler between. */
type DirectDatabase = TestDatabase & { readonly name: 'SQLite' | 'PostgreSQL' };

const sqlite: DirectDatabase = {
  name: 'SQLite',
  create() {
    const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-'));
    const url = join(folder, 'test.sqlite');
    return Promise.resolve({
      options: sqliteOptions(url),
      url,
      drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    });
  },
};

/** @param door where the tests enter: the server itself, or a pooler in front of it */
const postgres = <N extends TestDatabase['name']>(
  name: N,
  server: string,
  door = server,
): TestDatabase & { readonly name: N } => ({
  name,
  async create() {
    const admin = new DataSource({ type: 'postgres', url: server });
    const database = `np_${newId().replaceAll('-', '')}`;
    await admin.initialize();
    await admin.query(`CREATE DATABASE ${database}`);
    const url = Object.assign(new URL(door), { pathname: `/${database}` }).toString();
    return {
      options: { type: 'postgres', url },
      url,
      async stop() {
        await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
        await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
        return async () => void (await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`));
      },
      async drop() {
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
