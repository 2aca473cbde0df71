import { type DatabaseFault, databaseFaultOf } from './database-fault.js';
import { ProblemException } from './problem.exception.js';

/** When it is worth trying again, in seconds. */
const RETRY_AFTER = 5;

/** A request could not be answered because the database does not do its work: 503 `DATABASE_UNAVAILABLE`, with `Retry-After`. */
export class DatabaseUnavailableException extends ProblemException {
  constructor(
    /** For the operator; a visitor is not told. */
    readonly fault: DatabaseFault,
    cause: unknown,
  ) {
    super({
      status: 503,
      code: 'DATABASE_UNAVAILABLE',
      title: 'The database is not available',
      detail: `The request could not be completed. Try again in ${RETRY_AFTER} seconds, unaltered and with the same Idempotency-Key if it had one.`,
      headers: { 'Retry-After': String(RETRY_AFTER) },
      cause,
    });
    this.message = `The database is ${fault}`;
  }

  /**
   * The exception in place of an error; `undefined` when no database is at fault.
   *
   * @param origin as {@link databaseFaultOf}
   */
  static of(error: unknown, origin?: 'driver'): DatabaseUnavailableException | undefined {
    if (error instanceof DatabaseUnavailableException) return error;
    const fault = databaseFaultOf(error, origin);
    return fault && new DatabaseUnavailableException(fault, error);
  }
}
