import { type DataSource, type EntityManager } from 'typeorm';
import { DatabaseUnavailableException } from '../errors/database-unavailable.exception.js';
import { outageOf } from './answered.js';
import { dialectOf } from './dialect.js';
import { inTurn, withRightToWrite } from './sqlite-turns.js';

/** Written to the log of changes and to no table; not even tried where the session may only read. */
const EMIT = `SELECT CASE WHEN current_setting('transaction_read_only') = 'off'
  THEN pg_logical_emit_message(true, 'nest-privacy', 'probe') END AS written`;

async function probePostgres(source: DataSource): Promise<void> {
  const [row] = await source.query<{ written: string | null }[]>(EMIT);
  if (row?.written === null) throw new DatabaseUnavailableException('read-only', new Error('the server only reads'));
}

/** The number that SQLite keeps for applications, written as it is: one page goes to the disk. */
async function rewriteUserVersion(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ user_version: number }[]>('PRAGMA user_version');
  await manager.query(`PRAGMA user_version = ${row!.user_version}`);
}

/**
 * Whether the database commits what is written. Writes, and leaves nothing behind: no row, no table. It tells little of room for rows and of
 * the right to write a table, which only a true write can find missing. Success ends an outage in the log; failure begins none, for whoever asks is told.
 *
 * @throws DatabaseUnavailableException when it does not
 */
export async function probeWriting(source: DataSource): Promise<void> {
  const log = outageOf(source);
  try {
    if (dialectOf(source) === 'postgres') {
      await probePostgres(source);
    } else {
      await inTurn(source, () => withRightToWrite(source, rewriteUserVersion));
    }
    log.succeeded('write without rows');
  } catch (error) {
    throw DatabaseUnavailableException.of(error, 'driver') ?? error;
  }
}
