import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { plainNameOf, tableOf } from '../sql-table.js';
import { type AppendOnlyTable } from './append-only-v1.js';

type Columns = Parameters<typeof plainNameOf>[0][];

const namesOf = (columns: Columns): string[] => columns.map(plainNameOf);

/** The table of an entity, with every unique key that the entity says it has. */
export function appendOnlyTableOf(source: DataSource, entity: EntityTarget<ObjectLiteral>): AppendOnlyTable {
  const { primaryColumns, indices, uniques, withoutRowid } = source.getMetadata(entity);
  const unique = [...indices.filter(({ isUnique }) => isUnique), ...uniques];
  return {
    table: tableOf(source, entity),
    keys: [
      namesOf(primaryColumns),
      ...unique.map(({ columns }) => namesOf(columns)),
      ...(withoutRowid ? [] : [['rowid']]),
    ],
  };
}
