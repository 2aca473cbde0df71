import { type ColumnOptions, type ValueTransformer } from 'typeorm';

const asDate: ValueTransformer = {
  to: (value: Date | null | undefined) => (value instanceof Date ? value.getTime() : value),
  from: (value: string | number | null) => (value === null ? null : new Date(Number(value))),
};

const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/** A point in time: milliseconds since the epoch in a `bigint`, a `Date` in the entity; the same on both databases. */
export const instant = (options: ColumnOptions = {}): ColumnOptions => ({
  ...options,
  type: 'bigint',
  transformer: asDate,
});

/** A whole number beyond 32 bits; PostgreSQL's driver hands such out as text. */
export const bigNumber = (options: ColumnOptions = {}): ColumnOptions => ({
  ...options,
  type: 'bigint',
  transformer: asNumber,
});

type IdColumn = { type: 'varchar'; length: number };

/** An id made by {@link newId}, as text of 36 characters. */
export function identifier(): IdColumn;
export function identifier<O extends ColumnOptions>(options: O): O & IdColumn;
export function identifier(options: ColumnOptions = {}): ColumnOptions & IdColumn {
  return { ...options, type: 'varchar', length: 36 };
}

/** A JSON value, kept as text. */
export const json = (options: ColumnOptions = {}): ColumnOptions => ({ ...options, type: 'simple-json' });
