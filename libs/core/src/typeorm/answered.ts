import { type DataSource } from 'typeorm';
import { DatabaseUnavailableException } from '../errors/database-unavailable.exception.js';
import { OutageLog } from '../errors/outage-log.js';

const logs = new WeakMap<DataSource, OutageLog>();

/** What is known of a database from what was asked of it by `read`, `write`, `transact`, `snapshot` and prepared statements. */
export function outageOf(source: DataSource): OutageLog {
  const log = logs.get(source) ?? new OutageLog();
  logs.set(source, log);
  return log;
}

/**
 * Asks something of a database.
 *
 * @throws DatabaseUnavailableException in place of what a driver throws when its database does not do its work
 */
export async function answered<T>(source: DataSource, kind: 'read' | 'write', ask: () => Promise<T>): Promise<T> {
  const log = outageOf(source);
  try {
    const answer = await ask();
    log.succeeded(kind);
    return answer;
  } catch (error) {
    const unavailable = DatabaseUnavailableException.of(error, 'driver');
    if (!unavailable) throw error;
    log.failed(unavailable);
    throw unavailable;
  }
}
