import { join } from 'node:path';
import { ConfigurationError, DatabaseUnavailableException } from '@nest-privacy/core';
import { type DatabaseFault, databaseFaultOf } from '@nest-privacy/core/kit';
import { DATABASE_FILE } from '../config/data-folder.js';
import { type Settings } from '../config/settings.js';

const ON_SQLITE: Readonly<Record<DatabaseFault, string>> = {
  unreachable: 'see that the folder exists, that its disk is sound, and that this user may read and write in it',
  late: 'try again',
  busy: 'another process holds the file: end it, or give each process a DATA_DIR of its own',
  exhausted: 'give the process more memory',
  full: 'make room on the disk of DATA_DIR',
  'read-only': 'give this user the right to write the file and its folder (chown, chmod, or mount it writable)',
  forbidden: 'give this user the right to read and write the file',
  damaged:
    'restore the file from a backup; without one, "sqlite3 <file> .recover" saves what can be read, and moving the file away begins afresh without its records',
};

const ON_POSTGRES: Readonly<Record<DatabaseFault, string>> = {
  unreachable: 'see that PostgreSQL runs, can be reached from here, and has this database and user with this password',
  late: 'see what keeps the server busy (pg_stat_activity)',
  busy: 'another process migrates this database or locks its tables: see pg_locks, and start again when it is done',
  exhausted: 'raise max_connections, start fewer processes, or put a pooler between',
  full: 'make room on the disk of the server',
  'read-only': 'name the primary server instead of a replica, and see default_transaction_read_only',
  forbidden:
    'grant the user of DATABASE_MIGRATION_URL, or of DATABASE_URL, the right to create tables in the schema, and to read and write those that are there',
  damaged: 'restore the database from a backup',
};

/** Of a URL what may be logged: no password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Why the database cannot be opened, as a fault that the operator can mend; an error of another kind as it is. */
export function startFault(error: unknown, { environment, dataDirectory }: Settings): unknown {
  const cause = error instanceof DatabaseUnavailableException ? error.cause : error;
  const fault = error instanceof DatabaseUnavailableException ? error.fault : databaseFaultOf(error, 'driver');
  const { DATABASE_URL, DATABASE_MIGRATION_URL } = environment;
  if (fault === undefined) return error;
  return new ConfigurationError({
    code: `DATABASE_${fault.toUpperCase().replace('-', '_')}`,
    what: `the database cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`,
    where:
      DATABASE_URL === undefined
        ? join(dataDirectory, DATABASE_FILE)
        : [DATABASE_URL, DATABASE_MIGRATION_URL].flatMap((url) => (url === undefined ? [] : [placeOf(url)])).join(', '),
    remedy: (DATABASE_URL === undefined ? ON_SQLITE : ON_POSTGRES)[fault],
  });
}
