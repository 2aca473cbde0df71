import { read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** Rows that are looked at in one go: some milliseconds, in which SQLite does nothing else. */
const CHUNK = 2_000;

/** What is looked at of a table. */
export interface TableScan {
  readonly entity: EntityTarget<ObjectLiteral>;
  /** Columns of the primary key, all of them numbers. */
  readonly key: readonly string[];
  /** Further columns that are read, all of them numbers. */
  readonly columns: readonly string[];
  /** Something that is true or false of a row, read as `is`. */
  readonly is?: string;
}

/** A row by the names of its columns. */
export type ScannedRow = Readonly<Record<string, number>>;

/** All rows of a table in the order of its key, little by little. What comes or goes meanwhile may be among them or not. */
export async function* scan(
  source: DataSource,
  { entity, key, columns, is = '0 = 1' }: TableScan,
): AsyncGenerator<readonly ScannedRow[]> {
  const table = tableOf(source, entity);
  const names = [...new Set([...key, ...columns])];
  const answer = [...names.map((name) => `{${name}} AS "${name}"`), `CASE WHEN ${is} THEN 1 ELSE 0 END AS "is"`];
  const inKey = key.map((name) => `{${name}}`).join(', ');
  let after = '';
  for (;;) {
    const statement = table.sql(`SELECT ${answer.join(', ')} FROM {} ${after} ORDER BY ${inKey} LIMIT ${CHUNK}`);
    const found = await read(source, (manager) => manager.query<Record<string, number | string>[]>(statement));
    const rows = found.map((row) => Object.fromEntries([...names, 'is'].map((name) => [name, Number(row[name])])));
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < CHUNK) return;
    after = `WHERE (${inKey}) > (${key.map((name) => last[name]).join(', ')})`;
    await new Promise(setImmediate);
  }
}
