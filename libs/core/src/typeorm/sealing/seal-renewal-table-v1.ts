import { appendOnlyV1 } from '../append-only/append-only-v1.js';
import { type Dialect } from '../dialect.js';
import { type SqlTable } from '../sql-table.js';

/** What makes and removes the table of heads that were signed anew; for migrations, so that it stays as it is for ever. */
export function sealRenewalTableV1(
  renewal: SqlTable,
  dialect: Dialect,
): { up: readonly string[]; down: readonly string[] } {
  const guard = appendOnlyV1({ table: renewal, keys: [['log', 'size', 'place'], ['rowid']] }, dialect);
  return {
    up: [
      renewal.sql(`CREATE TABLE {} (
        {log} varchar(64) NOT NULL,
        {size} bigint NOT NULL,
        {place} integer NOT NULL,
        {root} varchar(64) NOT NULL,
        {previous} varchar(64) NOT NULL,
        {sealed_at} varchar(24) NOT NULL,
        {key_id} varchar(43) NOT NULL,
        {signature} varchar(86) NOT NULL,
        PRIMARY KEY ({log}, {size}, {place})
      )`),
      ...guard.install,
    ],
    down: [
      renewal.sql('DROP TABLE {}'),
      ...(dialect === 'postgres' ? [`DROP FUNCTION ${renewal.beside(`${renewal.name}_refuse`)}()`] : []),
    ],
  };
}
