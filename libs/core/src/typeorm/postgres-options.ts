import { type DataSourceOptions } from 'typeorm';
import { ConfigurationError } from '../errors/configuration.error.js';
import { seconds } from '../time/durations.js';
import { type PostgresClient, prepareConnection } from './postgres-connection.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** How PostgreSQL is reached. */
export interface PostgresAccess {
  /**
   * Milliseconds that an answer may take; past that the connection is given up. The server itself ends a statement after four fifths of it and a wait for
   * a lock after three, so that it can say why, and a transaction that is left idle after all of it. Half of it, and five seconds at most, is waited for a connection.
   *
   * @default 5 seconds
   */
  readonly patience?: number;
  /** What the server's own views call the connections. @default 'nest-privacy' */
  readonly applicationName?: string;
}

const LONGEST_CONNECTING = seconds(5);
/** The longest that Node's timers and PostgreSQL's settings take. */
const LONGEST = 2 ** 31 - 1;

/**
 * Options of a TypeORM DataSource on PostgreSQL in which every wait has an end: for a connection, for a lock, for an answer. Needs `pg` 8.20 or later. Goes
 * through a pooler in transaction mode as well; there the server's own limits are left to the pooler and its role (`ALTER ROLE … SET statement_timeout`).
 *
 * @param url `postgres://user:password@host:5432/database`
 * @throws ConfigurationError when `patience` is no positive number of milliseconds
 */
export function postgresOptions(url: string, access: PostgresAccess = {}): PostgresOptions {
  const { patience = seconds(5), applicationName = 'nest-privacy' } = access;
  if (!(patience > 0 && patience <= LONGEST)) {
    throw new ConfigurationError({
      code: 'PATIENCE_INVALID',
      what: `${patience} is no time to wait`,
      where: 'postgresOptions(), "patience"',
      remedy: 'give milliseconds, such as 5000',
    });
  }
  return {
    type: 'postgres',
    url,
    applicationName,
    connectTimeoutMS: Math.ceil(Math.min(patience / 2, LONGEST_CONNECTING)),
    extra: {
      keepAlive: true,
      onConnect: (client: PostgresClient) => prepareConnection(client, patience),
    },
  };
}
