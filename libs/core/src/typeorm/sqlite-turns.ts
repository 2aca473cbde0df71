import { type DataSource, type EntityManager } from 'typeorm';
import { seconds } from '../time/durations.js';
import { patiently } from './patiently.js';
import { type SqliteDriver } from './sqlite-driver.js';

/** How long another process that writes is waited for, from the moment of the call. */
const PATIENCE = seconds(5);

/**
 * The end of the queue of each SQLite DataSource. All of such a DataSource is one connection, so that a statement from elsewhere would
 * fall into an open transaction, and vanish with its rollback.
 */
const queues = new WeakMap<DataSource, Promise<unknown>>();

function queued<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  const result = (queues.get(source) ?? Promise.resolve()).then(work, work);
  queues.set(
    source,
    result.catch(() => undefined),
  );
  return result;
}

/**
 * Runs one piece of work after the other. While another process writes, who wants to write waits outside the queue, so that who reads is let past.
 *
 * @param work is run again while it fails with `SQLITE_BUSY`, for five seconds at most
 */
export const inTurn = <T>(source: DataSource, work: () => Promise<T>): Promise<T> =>
  patiently(() => queued(source, work), performance.now() + PATIENCE);

/** The right to write is taken before TypeORM begins, which would ask for it in the middle of the work, and in vain if it had read before. */
export async function withRightToWrite<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const connection = (source.driver as unknown as { databaseConnection: SqliteDriver }).databaseConnection;
  connection.reserve();
  try {
    return await source.transaction(work);
  } finally {
    connection.release();
  }
}
