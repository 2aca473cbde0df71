import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { of, throwError } from 'rxjs';
import { ConsentAnswer } from './consent-answer.js';

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

/** Gives the answers of {@link ConsentAnswer}, each transport's in its own way. `@RequireConsent` binds it. */
@Catch(ConsentAnswer)
export class ConsentAnswerFilter implements ExceptionFilter<ConsentAnswer> {
  constructor(@Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost) {}

  catch({ answer }: ConsentAnswer, host: ArgumentsHost): unknown {
    switch (host.getType<string>()) {
      case 'http':
        return this.host?.httpAdapter.reply(host.switchToHttp().getResponse(), undefined, 204);
      case 'ws':
        return answer && this.toSocket(answer, host);
      case 'rpc':
        return answer ? throwError(() => answer) : of(null);
      default:
        // Nest takes a filter that answers nothing for none.
        return Promise.resolve(null);
    }
  }

  private toSocket(answer: object, host: ArgumentsHost): void {
    const socket = host.switchToWs();
    const cause = { pattern: socket.getPattern(), data: socket.getData<unknown>() };
    tell(socket.getClient<Client>(), { ...answer, cause });
  }
}
