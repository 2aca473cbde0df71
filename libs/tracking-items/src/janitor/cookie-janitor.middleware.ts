import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { RequestView } from '@nest-privacy/core';
import { beforeHeaders } from '@nest-privacy/core/kit';
import { CookieJanitor } from './cookie-janitor.js';

/**
 * Has {@link CookieJanitor} look at the answers of some routes, for who does not want it everywhere: `cookieJanitor: { responses: 'bound' }`. The same for Express and Fastify.
 *
 * @example
 * consumer.apply(CookieJanitorMiddleware).forRoutes('account');
 */
@Injectable()
export class CookieJanitorMiddleware implements NestMiddleware<IncomingMessage, ServerResponse> {
  constructor(private readonly janitor: CookieJanitor) {}

  use(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    beforeHeaders(RequestView.of(request), response, this.janitor);
    next();
  }
}
