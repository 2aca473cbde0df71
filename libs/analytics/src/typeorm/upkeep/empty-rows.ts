import { dialectOf, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { RowList } from '../writing/row-list.js';
import { type ScannedRow, type TableScan } from './table-scan.js';

/** Removes those of some rows that are nothing still; what is added to one at the same time stays. */
export async function removeEmpty(
  source: DataSource,
  { entity, key, is }: TableScan,
  rows: readonly ScannedRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const dialect = dialectOf(source);
  const list = new RowList(
    dialect,
    key.map((name) => [name, 'integer']),
  );
  const given = key.map((name) => `k."${name}"`).join(', ');
  const columns = key.map((name) => `{${name}}`).join(', ');
  // Locked in the order in which whoever stores events locks them.
  const statement =
    dialect === 'postgres'
      ? `WITH locked AS (SELECT ${columns} FROM {} WHERE (${columns}) IN (SELECT ${given} FROM ${list.sql}) AND ${is} ORDER BY ${columns} FOR UPDATE),
         gone AS (DELETE FROM {} WHERE (${columns}) IN (SELECT * FROM locked) AND ${is} RETURNING 1) SELECT * FROM gone`
      : `DELETE FROM {} WHERE (${columns}) IN (SELECT ${given} FROM ${list.sql}) AND ${is} RETURNING 1`;
  const values = list.values(rows.map((row) => key.map((name) => row[name]!)));
  const gone = await write(source, (manager) =>
    manager.query<unknown[]>(tableOf(source, entity).sql(statement), values),
  );
  return gone.length;
}
