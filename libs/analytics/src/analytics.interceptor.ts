import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { requestViewFrom } from '@nest-privacy/core';
import { type Observable } from 'rxjs';
import { BOUND } from './collect/request-collector.js';

/**
 * Binds tracking to single controllers or handlers, with the option `collect: 'bound'`. It only marks the request; the page view is caught from the
 * raw server when the response ends, as it is without the interceptor.
 */
@Injectable()
export class AnalyticsInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    requestViewFrom(context)?.remember(BOUND, true);
    return next.handle();
  }
}
