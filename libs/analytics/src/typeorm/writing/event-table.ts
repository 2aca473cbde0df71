import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { type CodedEvent } from '../../fold/coded-event.js';
import { type MovedEvent } from '../../fold/visit-fold.js';
import { type Visit } from '../../fold/visit.js';
import { EVENT_COLUMNS } from '../event-row.js';
import { RowList, type RowColumn, type RowValue } from './row-list.js';

/** What a row is told by, as the database answers it. */
export interface EventKey {
  readonly site: number;
  readonly id_high: number;
  readonly id_low: number | string;
}

const KEY: readonly RowColumn[] = [
  ['site', 'integer'],
  ['id_high', 'integer'],
  ['id_low', 'bigint'],
];
const SALE: readonly RowColumn[] = [...KEY, ['at', 'bigint'], ['currency', 'integer'], ['amount', 'bigint']];

/** One text for an event among all. */
export const eventName = ({ site, id_high: high, id_low: low }: EventKey): string => `${site} ${high} ${low}`;

const named = (columns: readonly RowColumn[]): string => columns.map(([name]) => `{${name}}`).join(', ');
const given = (columns: readonly RowColumn[]): string => columns.map(([name]) => `k."${name}"`).join(', ');
const sameKey = KEY.map(([name]) => `e.{${name}} = k."${name}"`).join(' AND ');

function statementsOf(table: SqlTable, sales: SqlTable, dialect: Dialect) {
  const keys = new RowList(dialect, KEY);
  const rows = new RowList(dialect, EVENT_COLUMNS);
  const moves = new RowList(dialect, [...KEY, ['visit', 'bigint']]);
  const money = new RowList(dialect, SALE);
  const insert = `INSERT INTO {} (${named(EVENT_COLUMNS)}) SELECT ${given(EVENT_COLUMNS)} FROM ${rows.sql} WHERE true ORDER BY ${given(KEY)}
    ON CONFLICT DO NOTHING RETURNING 1 AS "count"`;
  const absorb =
    dialect === 'postgres'
      ? ['$1::bigint', '$2::integer', '$3::bigint', '$4::bigint', '$5::bigint']
      : ['?', '?', '?', '?', '?'];
  return {
    keys,
    rows,
    moves,
    money,
    known: table.sql(
      `SELECT ${KEY.map(([name]) => `e.{${name}} AS "${name}"`).join(', ')} FROM ${keys.sql} JOIN {} e ON ${sameKey}`,
    ),
    insert: table.sql(
      dialect === 'postgres' ? `WITH stored AS (${insert}) SELECT COUNT(*)::integer AS "count" FROM stored` : insert,
    ),
    sell: sales.sql(
      `INSERT INTO {} (${named(SALE)}) SELECT ${given(SALE)} FROM ${money.sql} WHERE true ON CONFLICT DO NOTHING`,
    ),
    move: table.sql(`UPDATE {} AS e SET {visit} = k."visit" FROM ${moves.sql} WHERE ${sameKey}`),
    absorb: table.sql(
      `UPDATE {} SET {visit} = ${absorb[0]} WHERE {site} = ${absorb[1]} AND {at} >= ${absorb[2]} AND {at} <= ${absorb[3]} AND {visit} = ${absorb[4]}`,
    ),
  };
}

const statements = perDataSource((source) =>
  statementsOf(tableOf(source, AnalyticsEventEntity), tableOf(source, AnalyticsSaleEntity), dialectOf(source)),
);

const keyOf = ({ site, moment: [, high, low] }: CodedEvent): readonly number[] => [site, high, low];

/** The rows of events. */
export class EventTable {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /** Names of those of some events that are stored. */
  async known(events: readonly CodedEvent[]): Promise<ReadonlySet<string>> {
    if (events.length === 0) return new Set();
    const { keys, known } = statements(this.source);
    const found = await this.manager.query<EventKey[]>(known, keys.values(events.map(keyOf)));
    return new Set(found.map(eventName));
  }

  /** @returns how many of some events were not stored yet, and are now */
  async insert(rows: readonly (readonly RowValue[])[]): Promise<number> {
    if (rows.length === 0) return 0;
    const { rows: list, insert } = statements(this.source);
    const counts = await this.manager.query<{ count: number }[]>(insert, list.values(rows));
    return counts.reduce((sum, { count }) => sum + count, 0);
  }

  /** Keeps the money of events. */
  async sell(events: readonly CodedEvent[]): Promise<void> {
    const sales = events.filter(({ revenue }) => revenue !== null);
    if (sales.length === 0) return;
    const { money, sell } = statements(this.source);
    const rows = sales.map((event) => [...keyOf(event), event.moment[0], ...event.revenue!]);
    await this.manager.query(sell, money.values(rows));
  }

  /** Puts events of before into other visits. */
  async move(site: number, moved: readonly MovedEvent[]): Promise<void> {
    if (moved.length === 0) return;
    const { moves, move } = statements(this.source);
    const rows = moved.map(({ moment: [, high, low], visit }) => [site, high, low, visit]);
    await this.manager.query(move, moves.values(rows));
  }

  /**
   * Deletes what stands of some events in a table.
   *
   * @param keys site and both numbers of the id
   */
  async remove(entity: EntityTarget<ObjectLiteral>, keys: readonly (readonly RowValue[])[]): Promise<void> {
    const { keys: list } = statements(this.source);
    const key = named(KEY);
    const statement = tableOf(this.source, entity).sql(
      `DELETE FROM {} WHERE (${key}) IN (SELECT ${given(KEY)} FROM ${list.sql})`,
    );
    await this.manager.query(statement, list.values(keys));
  }

  /** Puts all events of a visit that was stored into another one. */
  async absorb(site: number, { id, begun, ended }: Visit, tail: number, into: number): Promise<void> {
    await this.manager.query(statements(this.source).absorb, [into, site, begun, ended + tail, id]);
  }
}
