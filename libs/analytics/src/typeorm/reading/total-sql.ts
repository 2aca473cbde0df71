import { type BreakdownPage } from '../../statistics/statistics-reader.js';
import { type COUNTED, type CountedRow } from './counted-row.js';
import { behindSql, rankSql } from './ranking.js';
import { type Reading } from './reading.js';
import { type Values } from './values.js';
import { whole } from './whole.js';

/** A value of a breakdown as the database gives it. */
export interface ValueRow extends CountedRow {
  /** Number of its text. */
  readonly value: number;
}

/** Where the numbers of values come from: tables with a row for each part of a value's numbers. */
export interface Parts {
  /** Tables of a `WITH`; nothing where none is needed. */
  readonly tables: readonly string[];
  /** Statements of rows with `value` and {@link COUNTED}. */
  readonly counted: readonly string[];
  /** Statements of rows with `value`, `currency` and `amount`. */
  readonly revenue: readonly string[];
  /** What is added up of all values. */
  readonly numbers: readonly (typeof COUNTED)[number][];
}

const listed = (names: readonly string[], of: (name: string) => string): string =>
  names.map((name) => `, ${of(name)}`).join('');

/** The values of a breakdown with what their parts add up to, as rows `a`. */
function addedSql({ nothing }: Reading, { counted, revenue, numbers }: Parts, currency: number): string {
  const parts = counted.map(
    (part) => `SELECT "value"${listed(numbers, (name) => `"${name}"`)}, 0 AS "revenue" FROM (${part}) q`,
  );
  if (currency !== 0)
    for (const part of revenue)
      parts.push(
        `SELECT "value"${listed(numbers, () => '0')}, "amount" FROM (${part}) q WHERE "currency" = ${currency}`,
      );
  const sums = listed([...numbers, 'revenue'], (name) => `CAST(SUM(p."${name}") AS bigint) AS "${name}"`);
  return `(SELECT p."value"${sums} FROM (${parts.join(' UNION ALL ')}) p
    WHERE p."value" NOT IN (${nothing.join(', ')}) GROUP BY p."value") a`;
}

const withTables = ({ tables }: Parts): string => (tables.length > 0 ? `WITH ${tables.join(', ')}` : '');

/**
 * The values of a page of a breakdown, in one statement: parts are added up, and ranked.
 *
 * @param currency number of the one by which they are ranked; 0 where they are ranked by something else
 */
export const pageSql = (
  reading: Reading,
  values: Values,
  parts: Parts,
  { page, currency }: { readonly page: BreakdownPage; readonly currency: number },
): string => `${withTables(parts)}
  SELECT b.* FROM (SELECT a.*, ${rankSql(page.by)} AS "rank" FROM ${addedSql(reading, parts, currency)}) b
  WHERE ${behindSql(page, values)} ORDER BY b."rank" DESC, b."value" LIMIT ${whole(page.limit)}`;

/** All values of a breakdown. */
export const allSql = (reading: Reading, parts: Parts): string =>
  `${withTables(parts)} SELECT a.* FROM ${addedSql(reading, parts, 0)}`;
