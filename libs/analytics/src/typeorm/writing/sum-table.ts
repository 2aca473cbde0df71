import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsRevenueEntity } from '../../entities/analytics-revenue.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { DELTA_NUMBERS } from '../../fold/delta.js';
import { dimensionOfKey, valueOfKey } from '../../fold/sum-dimension.js';
import { type SumChange } from '../../fold/sums.js';
import { ThetaSketch } from '../../fold/theta-sketch.js';
import { magnitudeOf } from '../magnitude.js';
import { type RowColumn, RowList, type RowValue } from './row-list.js';

const KEY: readonly RowColumn[] = [
  ['site', 'integer'],
  ['dimension', 'smallint'],
  ['day', 'integer'],
  ['value', 'integer'],
];
const NUMBERS: readonly RowColumn[] = DELTA_NUMBERS.map((name) => [name, name === 'duration' ? 'bigint' : 'integer']);

interface SketchRow {
  readonly dimension: number;
  readonly day: number;
  readonly value: number;
  readonly lasting: string;
}

const named = (columns: readonly RowColumn[], prefix = ''): string =>
  columns.map(([name]) => `${prefix}{${name}}`).join(', ');
const given = (columns: readonly RowColumn[]): string => columns.map(([name]) => `k."${name}"`).join(', ');
/** The magnitude of numbers, each of which stands in its row by what is given for its name. */
const magnitude = (dialect: Dialect, numberOf: (name: string) => string): string =>
  magnitudeOf(
    `${dialect === 'postgres' ? 'GREATEST' : 'MAX'}(${DELTA_NUMBERS.filter((name) => name !== 'duration')
      .map(numberOf)
      .join(', ')})`,
  );
const sameKey = KEY.map(([name]) => `s.{${name}} = k."${name}"`).join(' AND ');

function sumStatements(table: SqlTable, dialect: Dialect) {
  const keys = new RowList(dialect, KEY);
  const rows = new RowList(dialect, [...KEY, ...NUMBERS]);
  const zero = DELTA_NUMBERS.map((name) => `s.{${name}} = 0`).join(' AND ');
  const sketches = new RowList(dialect, [...KEY, ['lasting', 'text']]);
  return {
    keys,
    rows,
    sketches,
    add: table.sql(
      `INSERT INTO {} AS s (${named([...KEY, ...NUMBERS])}, {magnitude}, {lasting})
       SELECT ${given([...KEY, ...NUMBERS])}, ${magnitude(dialect, (name) => `k."${name}"`)}, '' FROM ${rows.sql} WHERE true ORDER BY ${given(KEY)}
       ON CONFLICT (${named(KEY)}) DO UPDATE SET ${DELTA_NUMBERS.map((name) => `{${name}} = s.{${name}} + excluded.{${name}}`).join(', ')},
         {magnitude} = ${magnitude(dialect, (name) => `s.{${name}} + excluded.{${name}}`)}`,
    ),
    removeEmpty: table.sql(
      `DELETE FROM {} WHERE (${named(KEY)}) IN (SELECT ${named(KEY, 's.')} FROM ${keys.sql} JOIN {} s ON ${sameKey} WHERE ${zero} AND s.{lasting} = '')`,
    ),
    lasting: table.sql(
      `SELECT s.{dimension} AS "dimension", s.{day} AS "day", s.{value} AS "value", s.{lasting} AS "lasting" FROM ${keys.sql} JOIN {} s ON ${sameKey}`,
    ),
    setLasting: table.sql(
      dialect === 'postgres'
        ? `UPDATE {} s SET {lasting} = k."lasting" FROM ${sketches.sql} WHERE ${sameKey}`
        : `UPDATE {} AS s SET {lasting} = k."lasting" FROM ${sketches.sql} WHERE ${sameKey}`,
    ),
  };
}

function revenueStatement(table: SqlTable, dialect: Dialect) {
  const columns: readonly RowColumn[] = [...KEY, ['currency', 'integer'], ['amount', 'bigint']];
  const rows = new RowList(dialect, columns);
  const sql = table.sql(
    `INSERT INTO {} AS s (${named(columns)}) SELECT ${given(columns)} FROM ${rows.sql} WHERE true ORDER BY ${given(columns)}
     ON CONFLICT (${named([...KEY, ['currency', 'integer']])}) DO UPDATE SET {amount} = s.{amount} + excluded.{amount}`,
  );
  return { rows, sql };
}

const sums = perDataSource((source) => sumStatements(tableOf(source, AnalyticsSumEntity), dialectOf(source)));
const revenue = perDataSource((source) => revenueStatement(tableOf(source, AnalyticsRevenueEntity), dialectOf(source)));

const keyOf = (site: number, { day, key }: SumChange): readonly number[] => [
  site,
  dimensionOfKey(key),
  day,
  valueOfKey(key),
];

/** The sums. All of a batch are locked by one statement and in one order, last of all, so that they are held for as short as can be. */
export class SumTable {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /** @param changes in the order of {@link Sums.changes} */
  async add(site: number, changes: readonly SumChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { rows, add } = sums(this.source);
    const values = changes.map((change) => [
      ...keyOf(site, change),
      ...DELTA_NUMBERS.map((name) => change.delta[name]),
    ]);
    await this.manager.query(add, rows.values(values));
    await this.addLasting(
      site,
      changes.filter(({ delta }) => delta.lasting.size > 0),
    );
    await this.addRevenue(site, changes);
  }

  /** Removes those of some sums that are nothing any more. */
  async removeEmpty(site: number, changes: readonly SumChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { keys, removeEmpty } = sums(this.source);
    await this.manager.query(removeEmpty, keys.values(changes.map((change) => keyOf(site, change))));
  }

  private async addLasting(site: number, changes: readonly SumChange[]): Promise<void> {
    if (changes.length === 0) return;
    const { keys, sketches, lasting, setLasting } = sums(this.source);
    const name = (parts: readonly number[]): string => parts.join(' ');
    const found = await this.manager.query<SketchRow[]>(
      lasting,
      keys.values(changes.map((change) => keyOf(site, change))),
    );
    const texts = new Map(found.map((row) => [name([site, row.dimension, row.day, row.value]), row.lasting]));
    const rows: RowValue[][] = [];
    for (const change of changes) {
      const key = keyOf(site, change);
      const before = texts.get(name(key)) ?? '';
      const sketch = ThetaSketch.fromText(before);
      for (const [visitor, sign] of change.delta.lasting)
        if (sign > 0) sketch.add(visitor);
        else sketch.remove(visitor);
      const after = sketch.toText();
      if (after !== before) rows.push([...key, after]);
    }
    if (rows.length > 0) await this.manager.query(setLasting, sketches.values(rows));
  }

  private async addRevenue(site: number, changes: readonly SumChange[]): Promise<void> {
    const values = changes.flatMap((change) =>
      [...change.delta.revenue].map(([currency, amount]) => [...keyOf(site, change), currency, amount]),
    );
    if (values.length === 0) return;
    const { rows, sql } = revenue(this.source);
    await this.manager.query(sql, rows.values(values));
  }
}
