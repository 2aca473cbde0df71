import { type Dialect } from '@nest-privacy/core/typeorm';

/** A value that a row has. */
export type RowValue = number | string | null;

/** A column of rows that are given to a statement, with its type in PostgreSQL. */
export type RowColumn = readonly [name: string, type: 'integer' | 'bigint' | 'smallint' | 'text'];

/** Rows as parameters of a statement, however many there are: arrays of columns for PostgreSQL, JSON for SQLite. */
export class RowList {
  constructor(
    private readonly dialect: Dialect,
    private readonly columns: readonly RowColumn[],
  ) {}

  /** A table expression called `k`, of which the columns have the names that they were given. */
  get sql(): string {
    const names = this.columns.map(([name]) => `"${name}"`);
    if (this.dialect === 'postgres')
      return `unnest(${this.columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ')}) AS k(${names.join(', ')})`;
    const extracted = names.map((name, i) => `json_extract("value", '$[${i}]') AS ${name}`);
    return `(SELECT ${extracted.join(', ')} FROM json_each(?1)) AS k`;
  }

  /** The parameters, in the order of the columns. */
  values(rows: readonly (readonly RowValue[])[]): unknown[] {
    if (this.dialect === 'sqlite') return [JSON.stringify(rows)];
    return this.columns.map((_column, i) => rows.map((row) => row[i]));
  }
}
