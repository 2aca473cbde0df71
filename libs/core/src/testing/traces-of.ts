import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { sqliteOptions } from '../typeorm/sqlite-options.js';

/** What is looked through. */
export interface SearchedPlaces {
  /** Of the database: `postgres://…`, or the path of the SQLite file, as `DisposableDatabase` has it. */
  readonly url: string;
  /** What was logged, where that is known. */
  readonly output?: string | undefined;
}

/** A place, and all that stands there. */
interface Place {
  readonly name: string;
  readonly holds: (value: string) => boolean;
}

const isIn =
  (content: string) =>
  (value: string): boolean =>
    content.includes(value) || content.includes(Buffer.from(value).toString('hex'));

/** The database's own files, with what is deleted in them and not written over: the file, its log, its index of the log and its journal. */
const filesOf = (path: string): Place[] =>
  readdirSync(dirname(path))
    .filter((name) => name.startsWith(basename(path)))
    .map((name) => {
      const bytes = readFileSync(join(dirname(path), name));
      const text = isIn(bytes.toString('latin1'));
      return { name: `file ${name}`, holds: (value) => bytes.includes(value) || text(value) };
    });

/** Bytes as text and as hex digits, for what is encrypted is kept as either. */
const textOf = (row: object): string =>
  Object.values(row)
    .map((value: unknown) => {
      if (!ArrayBuffer.isView(value)) return String(value);
      const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      return `${bytes.toString('latin1')} ${bytes.toString('hex')}`;
    })
    .join('\n');

const NAMES = {
  postgres: `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  sqlite: `SELECT '"' || name || '"' AS name FROM sqlite_master WHERE type = 'table'`,
};

async function tablesOf(source: DataSource): Promise<Place[]> {
  const isPostgres = source.options.type === 'postgres';
  const tables = await source.query<{ name: string }[]>(isPostgres ? NAMES.postgres : NAMES.sqlite);
  const places: Place[] = [];
  for (const { name } of tables) {
    // A row as text keeps JSON as it was written, and bytes as hex digits.
    const rows = await source.query<object[]>(`SELECT ${isPostgres ? 't::text' : 't.*'} FROM ${name} t`);
    places.push({ name: `table ${name.replaceAll('"', '')}`, holds: isIn(rows.map(textOf).join('\n')) });
  }
  return places;
}

/**
 * Where values are to be found: in every column of every table, as text or as bytes, in SQLite's files, its write-ahead log among them, and in what was logged. After
 * an erasure nothing is to be left; before it, the same call shows that it would have been found. On PostgreSQL what is deleted stays in the files until the next
 * vacuum, which is not looked for.
 *
 * @returns `<place>: <value>` for each that was found, such as `table public.events: ada@example.com`
 */
export async function tracesOf(
  values: readonly string[],
  { url, output = '' }: SearchedPlaces,
): Promise<readonly string[]> {
  const isPostgres = url.startsWith('postgres');
  const files = isPostgres ? [] : filesOf(url);
  const source = await new DataSource(isPostgres ? { type: 'postgres', url } : sqliteOptions(url)).initialize();
  try {
    const places = [...(await tablesOf(source)), ...files, { name: 'output', holds: isIn(output) }];
    return places.flatMap(({ name, holds }) => values.filter(holds).map((value) => `${name}: ${value}`));
  } finally {
    await source.destroy();
  }
}
