import { type DataSource } from 'typeorm';
import { dialectOf } from '@nest-privacy/core/typeorm';

/** Any number will do, as long as nobody else locks it in this database. */
const MIGRATION_LOCK = 7_302_011_763;

const run = (source: DataSource): Promise<unknown> => source.runMigrations({ transaction: 'each' });

/**
 * Brings the database up to date. Several processes may start at once: on PostgreSQL the first migrates and the others wait for it.
 * SQLite serves one process.
 */
export async function migrate(source: DataSource): Promise<void> {
  if (dialectOf(source) === 'sqlite') {
    await run(source);
    return;
  }
  const holder = source.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await run(source);
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    await holder.release();
  }
}
