import { type Dialect } from '../dialect.js';

/** A table whose rows are added and never changed. */
export interface AppendOnlyTable {
  readonly name: string;
  /**
   * The columns of each of its unique keys, the primary one included, for SQLite's `REPLACE` removes a row by any of them. A table with a rowid has
   * the key `['rowid']`, too.
   */
  readonly keys: readonly (readonly string[])[];
}

/** The SQL by which a database itself refuses to change or delete rows. */
export interface AppendOnlyGuard {
  /** Names of the triggers, all of which must be there. */
  readonly triggers: readonly string[];
  readonly install: readonly string[];
  readonly remove: readonly string[];
}

/**
 * The guard of an append-only table: PostgreSQL refuses `UPDATE`, `DELETE` and `TRUNCATE`; SQLite `UPDATE`, `DELETE` and every insertion that would
 * replace a row. Upserts are refused by both. Migrations use it, so that it stays as it is for ever; what has to differ becomes the next version.
 */
export const appendOnlyV1 = (table: AppendOnlyTable, dialect: Dialect): AppendOnlyGuard =>
  dialect === 'postgres' ? postgresGuard(table) : sqliteGuard(table);

function postgresGuard({ name }: AppendOnlyTable): AppendOnlyGuard {
  const [change, truncate, refuse] = [`${name}_no_change`, `${name}_no_truncate`, `${name}_refuse`];
  return {
    triggers: [change, truncate],
    install: [
      `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION '${name} is append-only' USING ERRCODE = 'restrict_violation'; END $$`,
      `CREATE TRIGGER ${change} BEFORE UPDATE OR DELETE ON ${name} FOR EACH ROW EXECUTE FUNCTION ${refuse}()`,
      `CREATE TRIGGER ${truncate} BEFORE TRUNCATE ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`,
    ],
    remove: [
      `DROP TRIGGER IF EXISTS ${truncate} ON ${name}`,
      `DROP TRIGGER IF EXISTS ${change} ON ${name}`,
      `DROP FUNCTION IF EXISTS ${refuse}()`,
    ],
  };
}

function sqliteGuard({ name, keys }: AppendOnlyTable): AppendOnlyGuard {
  const [update, remove, replace] = [`${name}_no_update`, `${name}_no_delete`, `${name}_no_replace`];
  const refusal = `BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`;
  const taken = keys.map((key) => {
    const same = key.map((column) => `${column} = NEW.${column}`).join(' AND ');
    return `EXISTS (SELECT 1 FROM ${name} WHERE ${same})`;
  });
  return {
    triggers: [update, remove, replace],
    install: [
      `CREATE TRIGGER ${update} BEFORE UPDATE ON ${name} ${refusal}`,
      `CREATE TRIGGER ${remove} BEFORE DELETE ON ${name} ${refusal}`,
      `CREATE TRIGGER ${replace} BEFORE INSERT ON ${name} WHEN ${taken.join(' OR ')} ${refusal}`,
    ],
    remove: [update, remove, replace].map((trigger) => `DROP TRIGGER IF EXISTS ${trigger}`),
  };
}
