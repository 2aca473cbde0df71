import { type DataSource, type EntityManager } from 'typeorm';
import { answered } from './answered.js';
import { dialectOf } from './dialect.js';
import { inTurn, withRightToWrite } from './sqlite-turns.js';

/** Work with the database, by way of the one manager it may use. */
type Work<T> = (manager: EntityManager) => Promise<T>;

interface Ways<T> {
  readonly postgres: () => Promise<T>;
  readonly sqlite: () => Promise<T>;
}

const ask = <T>(source: DataSource, kind: 'read' | 'write', ways: Ways<T>): Promise<T> =>
  answered(source, kind, () => (dialectOf(source) === 'sqlite' ? inTurn(source, ways.sqlite) : ways.postgres()));

const single = <T>(source: DataSource, kind: 'read' | 'write', work: Work<T>): Promise<T> => {
  const run = (): Promise<T> => work(source.manager);
  return ask(source, kind, { postgres: run, sqlite: run });
};

/**
 * Runs `work` in a transaction. On SQLite one after the other, and never while another transaction or {@link write} runs.
 * Do not nest: inside `work`, use only the manager it is given.
 *
 * @throws DatabaseUnavailableException 503 `DATABASE_UNAVAILABLE` when the database does not do its work; what `work` throws
 */
export const transact = <T>(source: DataSource, work: Work<T>): Promise<T> =>
  ask(source, 'write', {
    postgres: () => source.transaction(work),
    sqlite: () => withRightToWrite(source, work),
  });

/**
 * Runs a single statement that writes, in turn with every {@link transact}. On SQLite `work` is run again while another process writes.
 *
 * @throws as {@link transact}
 */
export const write = <T>(source: DataSource, work: Work<T>): Promise<T> => single(source, 'write', work);

/**
 * Reads by a single statement, and never what is not committed.
 *
 * @throws as {@link transact}
 */
export const read = <T>(source: DataSource, work: Work<T>): Promise<T> => single(source, 'read', work);

/**
 * Reads several things as they stood at one moment: never half of a change, and never what is not committed. Waits for no other process.
 *
 * @throws as {@link transact}
 */
export const snapshot = <T>(source: DataSource, work: Work<T>): Promise<T> =>
  ask(source, 'read', {
    postgres: () =>
      source.transaction(async (manager) => {
        await manager.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
        return work(manager);
      }),
    sqlite: () => source.transaction(work),
  });
