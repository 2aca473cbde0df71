import { type AdapterName, TEST_ADAPTERS } from './test-app.js';
import { type TestDatabase, testDatabases } from './test-databases.js';

/** A database and an HTTP server that a promise about both is kept on. */
export interface PairedPlatform {
  /** That of the database. */
  readonly name: TestDatabase['name'];
  readonly database: TestDatabase;
  readonly adapter: AdapterName;
}

/** The server that goes with the database at this place: SQLite with Fastify, PostgreSQL with Express, or the other way round. */
export const adapterBeside = (place: number): AdapterName =>
  TEST_ADAPTERS[(place + (process.env.TEST_PAIRS === 'other' ? 0 : 1)) % TEST_ADAPTERS.length]!;

/**
 * Every database and every HTTP server once: SQLite under Fastify, PostgreSQL under Express. With `TEST_PAIRS=other` in the environment the other two, so
 * that both runs together are all four.
 *
 * @example
 * describe.each(pairedPlatforms())('on $name under $adapter', ({ database, adapter }) => { ... });
 *
 * @param databases default: {@link testDatabases}
 */
export const pairedPlatforms = (databases: readonly TestDatabase[] = testDatabases()): PairedPlatform[] =>
  databases.map((database, place) => ({ name: database.name, database, adapter: adapterBeside(place) }));
