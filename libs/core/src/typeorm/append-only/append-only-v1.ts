import { type Dialect } from '../dialect.js';
import { quoted, type SqlTable } from '../sql-table.js';

/** A table whose rows are added and never changed. */
export interface AppendOnlyTable {
  readonly table: SqlTable;
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

/** What SQLite calls the key of a row that has no other. */
const ROWID = 'rowid';

const refusalOf = ({ name }: SqlTable): string => `'${name.replaceAll("'", "''")} is append-only'`;

/**
 * The guard of an append-only table: PostgreSQL refuses `UPDATE`, `DELETE` and `TRUNCATE`; SQLite `UPDATE`, `DELETE` and every insertion that would
 * replace a row. Upserts are refused by both. Migrations use it, so that it stays as it is for ever; what has to differ becomes the next version.
 */
export const appendOnlyV1 = (table: AppendOnlyTable, dialect: Dialect): AppendOnlyGuard =>
  dialect === 'postgres' ? postgresGuard(table.table) : sqliteGuard(table);

function postgresGuard(table: SqlTable): AppendOnlyGuard {
  const { name, path } = table;
  const [change, truncate] = [`${name}_no_change`, `${name}_no_truncate`];
  const [onChange, onTruncate] = [change, truncate].map(quoted);
  const refuse = table.beside(`${name}_refuse`);
  return {
    triggers: [change, truncate],
    install: [
      `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION ${refusalOf(table)} USING ERRCODE = 'restrict_violation'; END $$`,
      `CREATE TRIGGER ${onChange} BEFORE UPDATE OR DELETE ON ${path} FOR EACH ROW EXECUTE FUNCTION ${refuse}()`,
      `CREATE TRIGGER ${onTruncate} BEFORE TRUNCATE ON ${path} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`,
    ],
    remove: [
      `DROP TRIGGER IF EXISTS ${onTruncate} ON ${path}`,
      `DROP TRIGGER IF EXISTS ${onChange} ON ${path}`,
      `DROP FUNCTION IF EXISTS ${refuse}()`,
    ],
  };
}

function sqliteGuard({ table, keys }: AppendOnlyTable): AppendOnlyGuard {
  const { name, path } = table;
  const triggers = [`${name}_no_update`, `${name}_no_delete`, `${name}_no_replace`];
  const [update, remove, replace] = triggers.map(quoted);
  const refusal = `BEGIN SELECT RAISE(ABORT, ${refusalOf(table)}); END`;
  const column = (key: string): string => (key === ROWID ? ROWID : table.column(key));
  const taken = keys.map((key) => {
    const same = key.map((part) => `${column(part)} = NEW.${column(part)}`).join(' AND ');
    return `EXISTS (SELECT 1 FROM ${path} WHERE ${same})`;
  });
  return {
    triggers,
    install: [
      `CREATE TRIGGER ${update} BEFORE UPDATE ON ${path} ${refusal}`,
      `CREATE TRIGGER ${remove} BEFORE DELETE ON ${path} ${refusal}`,
      `CREATE TRIGGER ${replace} BEFORE INSERT ON ${path} WHEN ${taken.join(' OR ')} ${refusal}`,
    ],
    remove: [update, remove, replace].map((trigger) => `DROP TRIGGER IF EXISTS ${trigger}`),
  };
}
