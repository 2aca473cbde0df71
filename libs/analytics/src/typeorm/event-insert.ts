import { type DataSource } from 'typeorm';
import { dialectOf, perDataSource, PreparedStatement, tableOf, transact } from '@nest-privacy/core/typeorm';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { EVENT_COLUMNS, type EventValue } from './event-row.js';

const NAMES = EVENT_COLUMNS.map((name) => `{${name}}`).join(', ');

/** What a row is told by, as the database answers it. */
export interface EventKey {
  readonly site: number;
  readonly id_high: number;
  readonly id_low: number | string;
}

/** Inserts rows, and tells which of them were not there before. */
type InsertRows = (source: DataSource, rows: readonly EventValue[][]) => Promise<'all' | EventKey[]>;

const KEY = ['site', 'id_high', 'id_low'].map((name) => `{${name}} AS "${name}"`).join(', ');

const TYPES = EVENT_COLUMNS.map((name) => {
  if (name === 'properties') return 'text';
  if (name === 'flags') return 'smallint';
  return ['id_low', 'at', 'visitor'].includes(name) ? 'bigint' : 'integer';
});

/** One statement for batches of any size: an array per column. Three times as fast as TypeORM's own insert. */
const APPEND = `INSERT INTO {} (${NAMES})
  SELECT * FROM unnest(${TYPES.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
  ON CONFLICT DO NOTHING RETURNING ${KEY}`;

const appendOf = perDataSource(
  (source) => new PreparedStatement<EventKey>(tableOf(source, AnalyticsEventEntity).sql(APPEND)),
);

const insertIntoPostgres: InsertRows = async (source, rows) => {
  const values = EVENT_COLUMNS.map((_name, column) => rows.map((row) => row[column]));
  const fresh = await appendOf(source).run(source, values);
  return fresh.length === rows.length ? 'all' : fresh;
};

const ROW = `(${EVENT_COLUMNS.map(() => '?').join(', ')})`;

/** The values one after the other; several times as fast as the method of that name. */
function flat(rows: readonly EventValue[][]): EventValue[] {
  const values: EventValue[] = [];
  for (const row of rows) for (const value of row) values.push(value);
  return values;
}

const sqliteOf = perDataSource((source) => {
  const events = tableOf(source, AnalyticsEventEntity);
  return { insert: events.sql(`INSERT INTO {} (${NAMES})`), returning: events.sql(`RETURNING ${KEY}`) };
});

/** SQLite is slow to tell which rows are new, so it is asked only when some are not. */
const insertIntoSqlite: InsertRows = (source, rows) =>
  transact(source, async (manager) => {
    const values = flat(rows);
    const { insert, returning } = sqliteOf(source);
    const sql = `${insert} VALUES ${rows.map(() => ROW).join(', ')} ON CONFLICT DO NOTHING`;
    await manager.query('SAVEPOINT append');
    const { affected } = await manager.queryRunner!.query(sql, values, true);
    if (affected === rows.length) return 'all';
    await manager.query('ROLLBACK TO append');
    return manager.query<EventKey[]>(`${sql} ${returning}`, values);
  });

/** Inserts rows whose site has no event of this id yet, in one statement. */
export const insertRows: InsertRows = (source, rows) =>
  dialectOf(source) === 'postgres' ? insertIntoPostgres(source, rows) : insertIntoSqlite(source, rows);
