import { type ArgumentsHost } from '@nestjs/common';
import { throwError } from 'rxjs';
import { answerSocket } from './answer-socket.js';
import { type ProblemException } from './problem.exception.js';

/**
 * Answers a message that is no HTTP request, as Nest's own filters of its transport would: what an RPC caller gets as its error, what a socket hears as
 * `exception`, or what GraphQL tells beside its message, with the code and the rest of the document.
 */
export function answerMessage(problem: ProblemException, host: ArgumentsHost): unknown {
  const answer = { status: 'error', message: problem.message, ...problem.extensions };
  switch (host.getType<string>()) {
    case 'rpc':
      return throwError(() => answer);
    case 'ws':
      return answerSocket(host, answer);
    default:
      return problem;
  }
}
