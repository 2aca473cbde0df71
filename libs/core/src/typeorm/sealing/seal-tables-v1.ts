import { type Dialect } from '../dialect.js';
import { type SqlTable } from '../sql-table.js';
import { appendOnlyV1 } from '../append-only/append-only-v1.js';

/** The tables of a package's sealed logs, as its entities name them. */
export interface SealSqlTables {
  readonly seal: SqlTable;
  readonly node: SqlTable;
  readonly key: SqlTable;
  /** Name of the index by which an entry is found by its time. */
  readonly index: string;
}

/** What makes and removes the tables of sealed logs; for migrations, so that it stays as it is for ever. */
export function sealTablesV1(
  tables: SealSqlTables,
  dialect: Dialect,
): { up: readonly string[]; down: readonly string[] } {
  const { seal, node, key, index } = tables;
  const guards = [
    appendOnlyV1({ table: seal, keys: [['log', 'size'], ['rowid']] }, dialect),
    appendOnlyV1({ table: node, keys: [['log', 'level', 'place'], ['rowid']] }, dialect),
    appendOnlyV1({ table: key, keys: [['key_id'], ['rowid']] }, dialect),
  ];
  const functions = [seal, node, key].map((table) => `DROP FUNCTION ${table.beside(`${table.name}_refuse`)}()`);
  return {
    up: [
      seal.sql(`CREATE TABLE {} (
        {log} varchar(64) NOT NULL,
        {size} bigint NOT NULL,
        {root} varchar(64) NOT NULL,
        {previous} varchar(64),
        {sealed_at} varchar(24) NOT NULL,
        {key_id} varchar(43) NOT NULL,
        {signature} varchar(86) NOT NULL,
        {entries} text NOT NULL,
        {earliest} bigint NOT NULL,
        {latest} bigint NOT NULL,
        PRIMARY KEY ({log}, {size})
      )`),
      seal.sql(`CREATE INDEX "${index}" ON {} ({log}, {latest})`),
      node.sql(`CREATE TABLE {} (
        {log} varchar(64) NOT NULL,
        {level} integer NOT NULL,
        {place} bigint NOT NULL,
        {hash} varchar(64) NOT NULL,
        PRIMARY KEY ({log}, {level}, {place})
      )`),
      key.sql(`CREATE TABLE {} (
        {key_id} varchar(43) PRIMARY KEY NOT NULL,
        {x} varchar(43) NOT NULL,
        {valid_from} bigint NOT NULL
      )`),
      ...guards.flatMap(({ install }) => install),
    ],
    down: [
      ...[key, node, seal].map((table) => table.sql('DROP TABLE {}')),
      ...(dialect === 'postgres' ? functions : []),
    ],
  };
}
