interface DriverError {
  readonly code?: unknown;
  readonly driverError?: DriverError;
}

const CODES = new Set<unknown>(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

/** Whether an error of either database says that a row with this key exists already. */
export const isUniqueViolation = (error: unknown): boolean => {
  const { code, driverError } = (error ?? {}) as DriverError;
  return CODES.has(code) || (driverError !== undefined && isUniqueViolation(driverError));
};
