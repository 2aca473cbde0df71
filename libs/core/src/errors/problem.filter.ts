import { type ArgumentsHost, Catch, HttpException, Optional, Inject } from '@nestjs/common';
import { type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DatabaseUnavailableException } from './database-unavailable.exception.js';
import { FaultLog } from './fault-log.js';
import { type Problem, PROBLEM_MEDIA_TYPE } from './problem.js';
import { ProblemException } from './problem.exception.js';
import { problemOf } from './problem-of.js';

/** Narrows {@link ProblemFilter} to the suite's own exceptions. */
export const PROBLEM_FILTER_SCOPE = Symbol.for('@nest-privacy/core:ProblemFilterScope');

/**
 * Sends every error as a problem document (RFC 9457): the suite's own as they are, Nest's and the HTTP server's in the same form, and
 * a database that does not do its work as a 503 with `Retry-After`, and the unexpected as a bare 500 that leaks nothing and is logged, once a minute
 * from each place. Opt-in: bind it with `APP_FILTER`.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly faults = new FaultLog(ProblemFilter.name);

  constructor(
    private readonly host: HttpAdapterHost,
    @Optional() @Inject(PROBLEM_FILTER_SCOPE) private readonly scope: 'every' | 'own' = 'every',
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const own = error instanceof ProblemException ? error : DatabaseUnavailableException.of(error);
    if (host.getType() !== 'http' || (this.scope === 'own' && !own)) throw error;
    const problem = own?.problem ?? problemOf(error);
    if (problem.status >= 500 && !(error instanceof HttpException)) {
      this.faults.error(problem.code, error, placeOf(error));
    }
    this.reply(host.switchToHttp().getResponse<unknown>(), problem, own?.headers ?? {});
  }

  private reply(response: unknown, problem: Problem, headers: Readonly<Record<string, string>>): void {
    const adapter = this.host.httpAdapter;
    if (adapter.isHeadersSent(response)) {
      adapter.end(response);
      return;
    }
    adapter.setHeader(response, 'Content-Type', PROBLEM_MEDIA_TYPE);
    for (const [name, value] of Object.entries(headers)) adapter.setHeader(response, name, value);
    adapter.reply(response, JSON.stringify(problem), problem.status);
  }
}

/** Where an error comes from: its message may differ with every request, the place of the code does not. */
const placeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${/^ {4}at .*$/m.exec(error.stack ?? '')?.[0]}` : typeof error;
