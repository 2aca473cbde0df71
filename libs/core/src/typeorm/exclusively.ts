import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager } from 'typeorm';
import { dialectOf } from './dialect.js';
import { transact } from './transact.js';

/** PostgreSQL's advisory locks have numbers in place of names. */
const numberOf = (name: string): string => createHash('sha256').update(name).digest().readBigInt64BE().toString();

/**
 * Leadership for the length of a transaction: runs `work` in one, unless somebody else runs work of the same name on this database. The lock ends with the
 * transaction, so that it needs no table, survives no crash and passes a pooler in transaction mode. On SQLite one writes at a time anyway.
 *
 * @param name of the work, with the table it writes to in it, for a database may hold several schemas
 * @param work is short and waits for nobody but the database: what calls other hosts claims rows instead
 * @returns what `work` returns; `undefined` when somebody else leads
 * @throws as `transact`
 * @see https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
 */
export function exclusively<T>(
  source: DataSource,
  name: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T | undefined> {
  return transact(source, async (manager) => {
    if (dialectOf(source) === 'postgres') {
      const [row] = await manager.query<{ leads: boolean }[]>('SELECT pg_try_advisory_xact_lock($1::bigint) AS leads', [
        numberOf(name),
      ]);
      if (!row!.leads) return undefined;
    }
    return work(manager);
  });
}
