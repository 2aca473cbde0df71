import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '@nest-privacy/core/testing';
import { startPostgres } from '../test/setup/postgres.cjs';

/** A database to measure on. */
export interface BenchDatabase {
  readonly name: string;
  /** Address of a new, empty database. */
  fresh(): Promise<string>;
  close(): Promise<void>;
}

async function postgres(): Promise<BenchDatabase> {
  const given = process.env.TEST_PG_URL;
  const server = await startPostgres('durable');
  process.env.TEST_PG_URL = server.url;
  const dropped: (() => Promise<void>)[] = [];
  return {
    name: 'PostgreSQL',
    async fresh() {
      const created = await testDatabases()[1]!.create();
      dropped.push(() => created.drop());
      return created.url;
    },
    async close() {
      for (const drop of dropped) await drop();
      await server.stop();
      if (given === undefined) delete process.env.TEST_PG_URL;
    },
  };
}

function sqlite(): BenchDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'nest-privacy-bench-'));
  let count = 0;
  return {
    name: 'SQLite',
    fresh: () => Promise.resolve(join(folder, `${(count += 1)}.sqlite`)),
    close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

type Measure = (database: BenchDatabase) => Promise<void>;

async function on(database: BenchDatabase, measure: Measure): Promise<void> {
  try {
    await measure(database);
  } finally {
    await database.close();
  }
}

/** Runs `measure` on PostgreSQL, durable as in production, and leaves none behind. */
export const onPostgres = async (measure: Measure): Promise<void> => on(await postgres(), measure);

/** Runs `measure` on each database. */
export async function onEachDatabase(measure: Measure): Promise<void> {
  await on(sqlite(), measure);
  await onPostgres(measure);
}
