import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { type Dialect, dialectOf } from '../dialect.js';
import { transact } from '../transact.js';
import { type SqlTable, tableOf } from '../sql-table.js';
import { appendOnlyTableOf } from './append-only-table.js';
import { appendOnlyV1 } from './append-only-v1.js';

type Entity = EntityTarget<ObjectLiteral>;

const PRESENT = {
  postgres: `SELECT t.tgname AS name FROM pg_trigger t
    WHERE t.tgrelid = to_regclass($1) AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')`,
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?`,
};

const EXISTS = {
  postgres: 'SELECT 1 WHERE to_regclass($1) IS NOT NULL',
  sqlite: `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`,
};

/** How each question names the table. */
const nameOf = ({ name, path }: SqlTable, dialect: Dialect): string => (dialect === 'postgres' ? path : name);

/** Names of the triggers of {@link appendOnlyV1} that the database lacks, or has switched off, for the table of an entity. */
export async function missingTriggers(source: DataSource, entity: Entity): Promise<readonly string[]> {
  const dialect = dialectOf(source);
  const guarded = appendOnlyTableOf(source, entity);
  const rows = await source.query<{ name: string }[]>(PRESENT[dialect], [nameOf(guarded.table, dialect)]);
  const present = new Set(rows.map(({ name }) => name));
  return appendOnlyV1(guarded, dialect).triggers.filter((name) => !present.has(name));
}

/**
 * Sees to it, while an application starts, that the tables of its append-only entities are guarded. TypeORM's `synchronize` makes tables without their
 * triggers, and so they are added here; everywhere else migrations bring them. Tables that do not exist yet are left to those.
 *
 * @returns names of the triggers that are missing
 */
export async function ensureAppendOnly(source: DataSource, entities: readonly Entity[]): Promise<readonly string[]> {
  const dialect = dialectOf(source);
  const lacking: string[] = [];
  for (const entity of entities) {
    const [exists] = await source.query<unknown[]>(EXISTS[dialect], [nameOf(tableOf(source, entity), dialect)]);
    const missing = exists ? await missingTriggers(source, entity) : [];
    if (missing.length > 0 && source.options.synchronize === true) await guard(source, entity);
    else lacking.push(...missing);
  }
  return lacking;
}

/** Processes that start at once take turns, and the last one finds nothing changed. */
async function guard(source: DataSource, entity: Entity): Promise<void> {
  const dialect = dialectOf(source);
  const guarded = appendOnlyTableOf(source, entity);
  const { remove, install } = appendOnlyV1(guarded, dialect);
  await transact(source, async (manager) => {
    if (dialect === 'postgres') await manager.query(`LOCK TABLE ${guarded.table.path} IN SHARE ROW EXCLUSIVE MODE`);
    for (const statement of [...remove, ...install]) await manager.query(statement);
  });
}
