import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsVisitorDayEntity } from '../../entities/analytics-visitor-day.entity.js';
import { type VisitorDay } from '../../fold/visitor-day.js';
import { packVisitorDay, unpackVisitorDay } from '../../fold/visitor-day-codec.js';
import { RowList } from './row-list.js';

/** What a row is told by. */
export interface VisitorDayKey {
  readonly day: number;
  readonly site: number;
  readonly visitor: number;
}

interface Row extends VisitorDayKey {
  readonly persistent: number;
  readonly state: string;
}

/** Rows that are restored by one statement. */
const AT_ONCE = 1_000;

const KEY = ['day', 'site', 'visitor'] as const;
const ALL = [...KEY, 'persistent', 'state'] as const;

const keysOf = (dialect: Dialect): RowList =>
  new RowList(dialect, [
    ['day', 'integer'],
    ['site', 'integer'],
    ['visitor', 'bigint'],
  ]);

const rowsOf = (dialect: Dialect): RowList =>
  new RowList(dialect, [
    ['day', 'integer'],
    ['site', 'integer'],
    ['visitor', 'bigint'],
    ['persistent', 'smallint'],
    ['state', 'text'],
    ['touched', 'integer'],
  ]);

function statementsOf(table: SqlTable, dialect: Dialect) {
  const [keys, rows] = [keysOf(dialect), rowsOf(dialect)];
  const key = KEY.map((name) => `{${name}}`).join(', ');
  const joined = KEY.map((name) => `v.{${name}} = k."${name}"`).join(' AND ');
  const order = KEY.map((name) => `k."${name}"`).join(', ');
  const columns = '{day}, {site}, {visitor}, {persistent}, {state}, {touched}';
  return {
    keys,
    rows,
    make: table.sql(
      `INSERT INTO {} (${columns}) SELECT ${order}, 0, '', 0 FROM ${keys.sql} WHERE true ORDER BY ${order} ON CONFLICT (${key}) DO NOTHING`,
    ),
    lock: table.sql(
      `SELECT ${ALL.map((name) => `v.{${name}} AS "${name}"`).join(', ')} FROM ${keys.sql} JOIN {} v ON ${joined} ORDER BY ${order}
       ${dialect === 'postgres' ? 'FOR UPDATE OF v' : ''}`,
    ),
    put: table.sql(
      `INSERT INTO {} (${columns}) SELECT ${order}, k."persistent", k."state", k."touched" FROM ${rows.sql} WHERE true ORDER BY ${order}
       ON CONFLICT (${key}) DO UPDATE SET {persistent} = excluded.{persistent}, {state} = excluded.{state}, {touched} = excluded.{touched}`,
    ),
    remove: table.sql(`DELETE FROM {} WHERE (${key}) IN (SELECT ${order} FROM ${keys.sql})`),
    restore: table.sql(
      `INSERT INTO {} (${columns}) SELECT ${order}, k."persistent", k."state", k."touched" FROM ${rows.sql} WHERE true ORDER BY ${order} ON CONFLICT (${key}) DO NOTHING`,
    ),
  };
}

const statements = perDataSource((source) =>
  statementsOf(tableOf(source, AnalyticsVisitorDayEntity), dialectOf(source)),
);

const inOrder = (a: VisitorDayKey, b: VisitorDayKey): number =>
  a.day - b.day || a.site - b.site || a.visitor - b.visitor;

/** The days of visitors, which are locked in one order before anything of them changes. */
export class VisitorDayTable {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /** The days of some visitors, of whom nobody else changes anything until the transaction ends; those that were not there are empty. */
  async lock(keys: readonly VisitorDayKey[]): Promise<(VisitorDayKey & { readonly row: VisitorDay })[]> {
    if (keys.length === 0) return [];
    const { keys: list, make, lock } = statements(this.source);
    const values = list.values([...keys].sort(inOrder).map(({ day, site, visitor }) => [day, site, visitor]));
    await this.manager.query(make, values);
    const found = await this.manager.query<Row[]>(lock, values);
    return found.map(({ day, site, visitor, persistent, state }) => ({
      ...{ day, site, visitor: Number(visitor) },
      row: unpackVisitorDay(Number(visitor), day, persistent === 1, state),
    }));
  }

  /** @param touched UTC day of today, counted from the epoch */
  put(site: number, days: Iterable<VisitorDay>, touched: number): Promise<void> {
    return this.write('put', site, [...days], touched);
  }

  /**
   * Adds days that are not there.
   *
   * @param touched as in {@link put}
   */
  async restore(site: number, days: readonly VisitorDay[], touched: number): Promise<void> {
    for (let i = 0; i < days.length; i += AT_ONCE)
      await this.write('restore', site, days.slice(i, i + AT_ONCE), touched);
  }

  private async write(
    how: 'put' | 'restore',
    site: number,
    days: readonly VisitorDay[],
    touched: number,
  ): Promise<void> {
    if (days.length === 0) return;
    const rows = days.map((row) => [
      ...[row.day, site, row.visitor, row.persistent ? 1 : 0],
      packVisitorDay(row),
      touched,
    ]);
    const known = statements(this.source);
    await this.manager.query(known[how], known.rows.values(rows));
  }

  async remove(keys: readonly VisitorDayKey[]): Promise<void> {
    const { keys: list, remove } = statements(this.source);
    await this.manager.query(remove, list.values(keys.map(({ day, site, visitor }) => [day, site, visitor])));
  }
}
