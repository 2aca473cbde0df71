import { driverCodeOf } from '@nest-privacy/core/typeorm';

/**
 * PostgreSQL's classes 22 (the value does not fit its type) and 23 (a constraint refuses it), and SQLite's constraints. See PostgreSQL's appendix A, Error
 * Codes. An error without such a code is none of the row's: it may be a fault of ours.
 */
const CODES = /^(2[23][0-9A-Z]{3}|SQLITE_CONSTRAINT.*)$/;

/**
 * The code with which a database refused what it was given, so that giving it the same again is in vain. Its message quotes the values.
 *
 * @returns `undefined` when it did no such thing
 */
export function dataFaultOf(error: unknown): string | undefined {
  const code = driverCodeOf(error);
  return code !== undefined && CODES.test(code) ? code : undefined;
}
