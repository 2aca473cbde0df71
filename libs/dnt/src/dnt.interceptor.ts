import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { requestViewFrom } from '@nest-privacy/core';
import { type Observable } from 'rxjs';
import { StatusHeaders } from './headers/status-headers.js';

/**
 * Puts signals, `Tk`, echo and `Vary` on the routes it is bound to, for applications that set `headers: 'intercepted'`. It does not see
 * unmatched paths, guards' refusals, malformed bodies and preflights.
 */
@Injectable()
export class DntInterceptor implements NestInterceptor {
  constructor(private readonly headers: StatusHeaders) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const view = context.getType() === 'http' ? requestViewFrom(context) : undefined;
    if (view) {
      const response = context.switchToHttp().getResponse<ServerResponse & { readonly raw?: ServerResponse }>();
      view.response ??= response.raw ?? response;
      this.headers.attach(view, view.raw as IncomingMessage, view.response);
    }
    return next.handle();
  }
}
