import { type AdapterName, TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { type Variables } from './app-process.js';

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

/** The test server's database of this number; each test file has numbers of its own, so that queues do not meet. */
export const redisUrl = (database: number): string =>
  Object.assign(new URL(process.env.TEST_REDIS_URL!), { pathname: `/${database}` }).toString();

const [, postgres] = testDatabases();

const embedded = (adapter: AdapterName): Platform => ({
  name: `SQLite, in process, ${adapter}`,
  adapter,
  prepare: () => Promise.resolve({ variables: { HTTP_ADAPTER: adapter }, drop: () => Promise.resolve() }),
});

const production = (adapter: AdapterName, redis: number): Platform => ({
  name: `PostgreSQL, Bull, ${adapter}`,
  adapter,
  async prepare() {
    const database = await postgres!.create();
    const variables = { HTTP_ADAPTER: adapter, DATABASE_URL: database.url, REDIS_URL: redisUrl(redis) };
    return { variables, drop: () => database.drop() };
  },
});

/**
 * Both ways to run, on both HTTP servers.
 *
 * @param redis two numbers of Redis databases, this file's own
 */
export const platforms = (redis: readonly [number, number]): Platform[] => [
  ...TEST_ADAPTERS.map(embedded),
  ...TEST_ADAPTERS.map((adapter, i) => production(adapter, redis[i]!)),
];
