import { type Dialect } from '@nest-privacy/core/typeorm';

/** A value that a row has. */
export type RowValue = number | string | null;

/** A column of rows that are given to a statement, with its type in PostgreSQL. */
export type RowColumn = readonly [name: string, type: 'integer' | 'bigint' | 'smallint' | 'text'];

const SPECIAL = /["\\]/g;

/** An element of PostgreSQL's text form of an array, see "Array Input and Output Syntax" of its manual. */
function elementOf(value: RowValue | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : `"${value.replace(SPECIAL, '\\$&')}"`;
}

/** Rows as parameters of a statement, however many there are: arrays of columns for PostgreSQL, JSON for SQLite. */
export class RowList {
  /** A table expression called `k`, of which the columns have the names that they were given. */
  readonly sql: string;

  constructor(
    private readonly dialect: Dialect,
    private readonly columns: readonly RowColumn[],
  ) {
    this.sql = sqlOf(dialect, columns);
  }

  /** The parameters, in the order of the columns. */
  values(rows: readonly (readonly RowValue[])[]): unknown[] {
    if (this.dialect === 'sqlite') return [JSON.stringify(rows)];
    // As text, which costs the driver nothing more.
    return this.columns.map((_column, i) => {
      let text = '{';
      for (const row of rows) text += `${text.length > 1 ? ',' : ''}${elementOf(row[i])}`;
      return `${text}}`;
    });
  }
}

function sqlOf(dialect: Dialect, columns: readonly RowColumn[]): string {
  const names = columns.map(([name]) => `"${name}"`);
  if (dialect === 'postgres')
    return `unnest(${columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')}) AS k(${names.join(', ')})`;
  const extracted = names.map((name, i) => `"value" ->> ${i} AS ${name}`);
  return `(SELECT ${extracted.join(', ')} FROM json_each(?1)) AS k`;
}
