import { type ConsentCategory } from '@nest-privacy/core';
import { stringify } from 'csv-stringify/sync';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { EXPORTED_MEMBERS, exportedRecord } from './exported-record.js';

/** Name of the column that tells the decision on a category. */
export const decisionColumn = (category: ConsentCategory): string => `decision_${category}`;

/** The columns of the table: the members of a record, and the decision on each category for who sorts and counts. */
export const csvColumns = (categories: readonly ConsentCategory[]): readonly string[] => [
  ...EXPORTED_MEMBERS,
  ...categories.map(decisionColumn),
];

/**
 * Lines of a table by RFC 4180: CRLF, quotes doubled. What is no number or word is JSON. A value that a spreadsheet would take for a formula (it begins with
 * `=`, `+`, `-`, `@`, a tab or a carriage return, also in full width) has an apostrophe before it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLines(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => row.map(textOf)),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

/** The line of a record. */
export const csvRow = (record: ConsentRecordEntity, categories: readonly ConsentCategory[]): readonly unknown[] => [
  ...Object.values(exportedRecord(record)),
  ...categories.map((category) => record.decisions[category] ?? 'unset'),
];

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
