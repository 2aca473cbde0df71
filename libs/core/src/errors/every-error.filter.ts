import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { throwError } from 'rxjs';
import { FaultLog } from './fault-log.js';
import { ProblemFilter } from './problem.filter.js';
import { problemExceptionOf } from './problem-of.js';

/** What microservices' own exceptions carry for their caller. */
interface RpcError {
  getError?(): string | object;
}

/**
 * Sends every error as a problem document (RFC 9457): the suite's own as they are, Nest's and the HTTP server's in the same form, a database that does not do
 * its work as a 503 with `Retry-After`, and the unexpected as a bare 500 that leaks nothing and is logged, once a minute from each place. For applications that have no
 * error bodies of their own to keep; the others take {@link ProblemFilter}. Bind it with `APP_FILTER`.
 */
@Catch()
export class EveryErrorFilter implements ExceptionFilter {
  private readonly faults = new FaultLog(EveryErrorFilter.name);
  private readonly problems: ProblemFilter;

  constructor(host: HttpAdapterHost) {
    this.problems = new ProblemFilter(host);
  }

  catch(error: unknown, host: ArgumentsHost): unknown {
    const told = (error as RpcError | null | undefined)?.getError?.();
    if (told !== undefined && host.getType() === 'rpc') return throwError(() => told);
    const problem = problemExceptionOf(error);
    if (problem.getStatus() >= 500 && !(error instanceof HttpException))
      this.faults.error(problem.code, error, placeOf(error));
    return this.problems.catch(problem, host);
  }
}

/** Where an error comes from: its message may differ with every request, the place of the code does not. */
const placeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${/^ {4}at .*$/m.exec(error.stack ?? '')?.[0]}` : typeof error;
