import { createHash } from 'node:crypto';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** What a database of the tests has from the beginning. */
export interface TestTables {
  /** The classes, as a DataSource takes them. */
  readonly migrations: readonly (new () => object)[];
}

/** Runs the migrations as a command line does, without entities. */
export async function migrate(options: DataSourceOptions, { migrations }: TestTables): Promise<void> {
  const source = await new DataSource({ ...options, migrations: [...migrations] }).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/**
 * Names a database that is migrated once and copied from then on. `TEST_TEMPLATES` is a name of the run, set by who removes its templates in the end;
 * without it there are none. Each worker has its own, so that nobody copies what another one makes.
 */
export function templateOf({ migrations }: TestTables): string | undefined {
  const { TEST_TEMPLATES: run, JEST_WORKER_ID: worker = '0' } = process.env;
  const names = createHash('sha256').update(migrations.map(({ name }) => name).join());
  return run && `np_template_${run}_${worker}_${names.digest('hex').slice(0, 16)}`;
}

const making = new Map<string, Promise<void>>();

/**
 * Makes a template that is not there, once.
 *
 * @param name no other's, whatever the database
 */
export function makeOnce(
  name: string,
  isThere: () => boolean | Promise<boolean>,
  make: () => Promise<void>,
): Promise<void> {
  const made = making.get(name) ?? (async () => void ((await isThere()) || (await make())))();
  making.set(name, made);
  return made;
}
