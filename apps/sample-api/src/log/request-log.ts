import { Logger } from '@nestjs/common';
import { type RawRequestListener, routeOf } from '@nest-privacy/core/kit';
import { requestIdOf } from '../http/request-id.js';
import { replayedRequestOf } from '../replay/replayed-request.js';
import { ReplaySummary } from '../replay/replay-summary.js';

/**
 * One line a request: method, route template, status, milliseconds and request id. Nothing in it tells who asked, or for what: no address,
 * no user agent, no path parameter, no query.
 *
 * @param replays whether requests that are replayed are told of together; anybody may claim to be one
 */
export function requestLog({ replays }: { readonly replays: boolean }): RawRequestListener {
  const logger = new Logger('Request');
  const summary = new ReplaySummary();
  return (view, _request, response) => {
    const started = performance.now();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted';
      if (replays && replayedRequestOf(view) !== undefined) return summary.count(status);
      logger.log({
        method: view.method,
        route: routeOf(view).template ?? 'unmatched',
        status,
        durationMs: Math.round((performance.now() - started) * 10) / 10,
        requestId: requestIdOf(view),
      });
    });
  };
}
