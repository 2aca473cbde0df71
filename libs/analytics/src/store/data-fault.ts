interface DriverError {
  readonly code?: unknown;
  readonly driverError?: DriverError;
}

/**
 * PostgreSQL's classes 22 (the value does not fit its type) and 23 (a constraint refuses it), and SQLite's constraints. See PostgreSQL's appendix A, Error
 * Codes. An error without such a code is none of the row's: it may be a fault of ours.
 */
const CODES = /^(2[23][0-9A-Z]{3}|SQLITE_CONSTRAINT.*)$/;

/** Whether a database refused what it was given, so that giving it the same again is in vain. */
export function isDataFault(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as DriverError;
  return (typeof code === 'string' && CODES.test(code)) || (driverError !== undefined && isDataFault(driverError));
}
