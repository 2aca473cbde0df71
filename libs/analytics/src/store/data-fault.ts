interface DriverError {
  readonly code?: unknown;
  readonly driverError?: DriverError;
}

/**
 * PostgreSQL's classes 22 (the value does not fit its type) and 23 (a constraint refuses it), SQLite's constraints, and values that a driver cannot
 * bind. See PostgreSQL's appendix A, Error Codes.
 */
const CODES = /^(2[23][0-9A-Z]{3}|SQLITE_CONSTRAINT.*|ERR_INVALID_ARG.*)$/;

/** Whether a database refused what it was given, so that giving it the same again is in vain. */
export function isDataFault(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const { code, driverError } = (error ?? {}) as DriverError;
  return (typeof code === 'string' && CODES.test(code)) || (driverError !== undefined && isDataFault(driverError));
}
