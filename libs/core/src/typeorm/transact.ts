import { type DataSource, type EntityManager } from 'typeorm';
import { dialectOf } from './dialect.js';

/**
 * The end of the queue of writes of each SQLite DataSource. All of such a DataSource is one connection, so that a statement from elsewhere would
 * fall into an open transaction, and vanish with its rollback.
 */
const queues = new WeakMap<DataSource, Promise<unknown>>();

function inTurn<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  if (dialectOf(source) !== 'sqlite') return work();
  const result = (queues.get(source) ?? Promise.resolve()).then(work, work);
  queues.set(
    source,
    result.catch(() => undefined),
  );
  return result;
}

/**
 * Runs `work` in a transaction. On SQLite one after the other, and never while another transaction or {@link write} runs.
 * Do not nest: inside `work`, use only the manager it is given.
 */
export const transact = <T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  inTurn(source, () => source.transaction(work));

/** Runs a single statement that writes, in turn with every {@link transact}. */
export const write = <T>(source: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  inTurn(source, () => work(source.manager));
