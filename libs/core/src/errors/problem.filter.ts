import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { answerMessage } from './message-answer.js';
import { PROBLEM_MEDIA_TYPE } from './problem.js';
import { ProblemException } from './problem.exception.js';

/**
 * Sends the suite's own errors as problem documents (RFC 9457), or as the page that one has for people, and answers callers of RPC, sockets and GraphQL in their ways. It sees no other error: those stay
 * with the application's filters, and with Nest's. Opt-in: bind it with `APP_FILTER`. Where every error is to be a problem document, bind `EveryErrorFilter` instead.
 */
@Catch(ProblemException)
export class ProblemFilter implements ExceptionFilter<ProblemException> {
  constructor(private readonly host: HttpAdapterHost) {}

  catch(problem: ProblemException, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return answerMessage(problem, host);
    const adapter = this.host.httpAdapter;
    const response = host.switchToHttp().getResponse<unknown>();
    if (adapter.isHeadersSent(response)) return adapter.end(response);
    const { page, headers, problem: document } = problem;
    adapter.setHeader(response, 'Content-Type', page === undefined ? PROBLEM_MEDIA_TYPE : 'text/html; charset=utf-8');
    for (const [name, value] of Object.entries(headers)) adapter.setHeader(response, name, value);
    return adapter.reply(response, page ?? JSON.stringify(document), document.status);
  }
}
