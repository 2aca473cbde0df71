import { type ArgumentsHost } from '@nestjs/common';
import { throwError } from 'rxjs';
import { type ProblemException } from './problem.exception.js';

interface Client {
  readonly handshake?: unknown;
  emit?(event: string, data: object): unknown;
  send?(text: string): unknown;
}

/** A socket of socket.io sends what it emits; one of `ws` does not, and its clients know messages of this form. */
function tell(client: Client, data: object): void {
  if (client.handshake !== undefined) client.emit?.('exception', data);
  else client.send?.(JSON.stringify({ event: 'exception', data }));
}

/**
 * Answers a message that is no HTTP request, as Nest's own filters of its transport would: what an RPC caller gets as its error, what a socket hears as
 * `exception`, or what GraphQL tells beside its message, with the code and the rest of the document.
 */
export function answerMessage(problem: ProblemException, host: ArgumentsHost): unknown {
  const answer = { status: 'error', message: problem.message, ...problem.extensions };
  switch (host.getType<string>()) {
    case 'rpc':
      return throwError(() => answer);
    case 'ws': {
      const socket = host.switchToWs();
      const cause = { pattern: socket.getPattern(), data: socket.getData<unknown>() };
      return tell(socket.getClient<Client>(), { ...answer, cause });
    }
    default:
      return problem;
  }
}
