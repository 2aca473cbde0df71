import { dialectOf, perDataSource, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { EntityColumns } from '../ledger/entity-columns.js';
import { boundedRows } from './bounded-rows.js';
import { type Tally } from './tally.js';

const ROWS_A_STATEMENT = 200;
const SUMS = ['shown', 'decided', 'withdrawn', 'granted', 'denied'];

const statementsOf = perDataSource((source) => {
  const columns = new EntityColumns(source, ConsentTallyEntity);
  const table = tableOf(source, ConsentTallyEntity);
  const isPostgres = dialectOf(source) === 'postgres';
  const sums = SUMS.map((sum) => `{${sum}} = tally.{${sum}} + excluded.{${sum}}`).join(', ');
  return {
    columns,
    add: (count: number): string => {
      const rows = Array.from({ length: count }, (_, i) =>
        isPostgres ? `(${columns.casts(i * columns.count + 1)})` : `(${columns.marks})`,
      );
      return table.sql(`INSERT INTO {} AS tally (${columns.names}) VALUES ${rows.join(', ')}
        ON CONFLICT ({site_id}, {property}, {day}, {value}, {category}) DO UPDATE SET ${sums}`);
    },
  };
});

/**
 * Adds sums to those there are; what more values there are than are told apart stand together.
 *
 * @param manager of the transaction in which what is counted is done, so that it is counted once
 */
export async function addTally(source: DataSource, manager: EntityManager, tally: Tally): Promise<void> {
  const rows = await boundedRows(manager, tally);
  const { columns, add } = statementsOf(source);
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
    const chunk = rows.slice(i, i + ROWS_A_STATEMENT);
    const values = chunk.flatMap((row) => columns.valuesOf(row));
    await manager.query(add(chunk.length), values);
  }
}
