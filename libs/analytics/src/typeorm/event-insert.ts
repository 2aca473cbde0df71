import { type DataSource } from 'typeorm';
import { dialectOf, PreparedStatement, transact } from '@nest-privacy/core/typeorm';
import { EVENT_COLUMNS, type EventValue } from './event-row.js';

const TABLE = `"privacy_analytics_event"`;
const NAMES = EVENT_COLUMNS.map((name) => `"${name}"`).join(', ');

/** What a row is told by, as the database answers it. */
export interface EventKey {
  readonly site: number;
  readonly id_high: number;
  readonly id_low: number | string;
}

/** Inserts rows, and tells which of them were not there before. */
type InsertRows = (source: DataSource, rows: readonly EventValue[][]) => Promise<'all' | EventKey[]>;

const KEY = `"site", "id_high", "id_low"`;

const TYPES = EVENT_COLUMNS.map((name) => {
  if (name === 'properties') return 'text';
  if (name === 'flags') return 'smallint';
  return ['id_low', 'at', 'visitor'].includes(name) ? 'bigint' : 'integer';
});

/** One statement for batches of any size: an array per column. Three times as fast as TypeORM's own insert. */
const APPEND = new PreparedStatement<EventKey>(`INSERT INTO ${TABLE} (${NAMES})
  SELECT * FROM unnest(${TYPES.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
  ON CONFLICT DO NOTHING RETURNING ${KEY}`);

const insertIntoPostgres: InsertRows = async (source, rows) => {
  const values = EVENT_COLUMNS.map((_name, column) => rows.map((row) => row[column]));
  const fresh = await APPEND.run(source, values);
  return fresh.length === rows.length ? 'all' : fresh;
};

const ROW = `(${EVENT_COLUMNS.map(() => '?').join(', ')})`;

/** The values one after the other; several times as fast as the method of that name. */
function flat(rows: readonly EventValue[][]): EventValue[] {
  const values: EventValue[] = [];
  for (const row of rows) for (const value of row) values.push(value);
  return values;
}

/** SQLite is slow to tell which rows are new, so it is asked only when some are not. */
const insertIntoSqlite: InsertRows = (source, rows) =>
  transact(source, async (manager) => {
    const sql = `INSERT INTO ${TABLE} (${NAMES}) VALUES ${rows.map(() => ROW).join(', ')} ON CONFLICT DO NOTHING`;
    const values = flat(rows);
    await manager.query('SAVEPOINT append');
    const { affected } = await manager.queryRunner!.query(sql, values, true);
    if (affected === rows.length) return 'all';
    await manager.query('ROLLBACK TO append');
    return manager.query<EventKey[]>(`${sql} RETURNING ${KEY}`, values);
  });

/** Inserts rows whose site has no event of this id yet, in one statement. */
export const insertRows: InsertRows = (source, rows) =>
  dialectOf(source) === 'postgres' ? insertIntoPostgres(source, rows) : insertIntoSqlite(source, rows);
