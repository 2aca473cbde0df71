import { type DataSource, MigrationExecutor } from 'typeorm';
import { dialectOf } from '@nest-privacy/core/typeorm';

/** Any number will do, as long as nobody else locks it in this database. */
const MIGRATION_LOCK = 7_302_011_763;

/**
 * Brings the database up to date: all of it, or none. Several processes may start at once: on PostgreSQL the first migrates and the others wait for it. The
 * lock lives in the transaction of the migrations, so that it ends with them whatever happens, also behind a pooler. SQLite serves one process.
 */
export async function migrate(source: DataSource): Promise<void> {
  if (dialectOf(source) === 'sqlite') {
    await source.runMigrations({ transaction: 'each' });
    return;
  }
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await new MigrationExecutor(source, runner).executePendingMigrations();
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
