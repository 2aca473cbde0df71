interface DriverError {
  readonly code?: unknown;
  readonly driverError?: DriverError;
}

/** Whether SQLite's own guard against `REPLACE` refused the row, which it does before the unique index is asked. */
export const isReplay = (error: unknown): boolean => {
  const { code, driverError } = (error ?? {}) as DriverError;
  return code === 'SQLITE_CONSTRAINT_TRIGGER' || (driverError !== undefined && isReplay(driverError));
};
