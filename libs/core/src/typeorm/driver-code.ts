interface DriverError {
  readonly code?: unknown;
  readonly driverError?: DriverError;
}

/** The code that a database's driver gave an error, however often it was wrapped since; `undefined` where no driver gave one. */
export function driverCodeOf(error: unknown): string | undefined {
  const { code, driverError } = (error ?? {}) as DriverError;
  if (driverError !== undefined) return driverCodeOf(driverError);
  return typeof code === 'string' ? code : undefined;
}
