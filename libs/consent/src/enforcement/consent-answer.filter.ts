import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { answerSocket } from '@nest-privacy/core/kit';
import { of, throwError } from 'rxjs';
import { ConsentAnswer } from './consent-answer.js';

/** Gives the answers of {@link ConsentAnswer}, each transport's in its own way. `@RequireConsent` binds it. */
@Catch(ConsentAnswer)
export class ConsentAnswerFilter implements ExceptionFilter<ConsentAnswer> {
  constructor(@Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost) {}

  catch({ answer }: ConsentAnswer, host: ArgumentsHost): unknown {
    switch (host.getType<string>()) {
      case 'http':
        return this.host?.httpAdapter.reply(host.switchToHttp().getResponse(), undefined, 204);
      case 'ws':
        return answer && answerSocket(host, answer);
      case 'rpc':
        return answer ? throwError(() => answer) : of(null);
      default:
        // Nest takes a filter that answers nothing for none.
        return Promise.resolve(null);
    }
  }
}
