import { Logger } from '@nestjs/common';
import { type RawRequestListener, routeOf } from '@nest-privacy/core/kit';
import { requestIdOf } from './request-id.js';

/**
 * One line a request: method, route template, status, milliseconds and request id. Nothing in it tells who asked, or for what: no address,
 * no user agent, no path parameter, no query.
 */
export function requestLog(): RawRequestListener {
  const logger = new Logger('Request');
  return (view, _request, response) => {
    const started = performance.now();
    response.once('close', () => {
      logger.log({
        method: view.method,
        route: routeOf(view).template ?? 'unmatched',
        status: response.writableFinished ? response.statusCode : 'aborted',
        durationMs: Math.round((performance.now() - started) * 10) / 10,
        requestId: requestIdOf(view),
      });
    });
  };
}
