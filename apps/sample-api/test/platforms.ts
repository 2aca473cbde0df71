import { adapterBeside, type AdapterName, testDatabases } from '@nest-privacy/core/testing';
import { type Variables } from './app-process.js';
import { redisDatabase } from './redis-database.js';

/** One way to run the application: a database with its queue, and an HTTP server. */
export interface Platform {
  readonly name: string;
  readonly adapter: AdapterName;
  /** An empty database, and the variables that lead to it. */
  prepare(): Promise<PreparedPlatform>;
}

/** What a process needs, and how to be rid of it. */
export interface PreparedPlatform {
  readonly variables: Variables;
  drop(): Promise<void>;
}

const [, postgres] = testDatabases();

const embedded = (adapter: AdapterName): Platform => ({
  name: `SQLite, in process, ${adapter}`,
  adapter,
  prepare: () => Promise.resolve({ variables: { HTTP_ADAPTER: adapter }, drop: () => Promise.resolve() }),
});

const production = (adapter: AdapterName): Platform => ({
  name: `PostgreSQL, Bull, ${adapter}`,
  adapter,
  async prepare() {
    const [database, redis] = await Promise.all([postgres!.create(), redisDatabase()]);
    const variables = { HTTP_ADAPTER: adapter, DATABASE_URL: database.url, REDIS_URL: redis };
    return { variables, drop: () => database.drop() };
  },
});

/** Both ways to run, each on one HTTP server; see `pairedPlatforms` of core/testing. */
export const platforms = (): Platform[] => [embedded(adapterBeside(0)), production(adapterBeside(1))];
