import { DatabaseUnavailableException } from '@nest-privacy/core';
import { type DatabaseFault, databaseFaultOf } from '@nest-privacy/core/kit';

/** What an operator can do about it. */
const OF_DATABASE: Readonly<Record<DatabaseFault, string>> = {
  unreachable: 'the database cannot be reached',
  late: 'the database does not answer in time',
  busy: 'the database is busy with others',
  exhausted: 'the database has no connection or memory to spare',
  full: 'the disk of the database is full; free space there',
  'read-only': 'the database is read-only',
  forbidden: 'the database forbids it to this user; grant the rights on its tables',
  damaged: 'the database is damaged; restore it from a backup',
};

/** Redis' answer when it has reached its `maxmemory`. */
const OUT_OF_MEMORY = /^OOM command not allowed/;

/** What is wrong with the database that an error came from; `undefined` when something else is wrong. */
export const faultOf = (error: unknown): DatabaseFault | undefined =>
  error instanceof DatabaseUnavailableException ? error.fault : databaseFaultOf(error, 'driver');

/** Why events wait, in words for the log; they hold no value of an event. */
export function reasonOf(error: unknown): string {
  const fault = faultOf(error);
  if (fault) return OF_DATABASE[fault];
  const message = error instanceof Error ? error.message : String(error);
  return OUT_OF_MEMORY.test(message)
    ? 'Redis has no memory left; raise its maxmemory, for until then workers cannot empty it either'
    : message;
}
