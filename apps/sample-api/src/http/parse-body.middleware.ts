import { type IncomingMessage } from 'node:http';
import { readBody } from './request-body.js';

/** Methods whose requests have no body that means anything (RFC 9110, section 9.3); Fastify leaves it alone by itself. */
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'TRACE']);

/** {@link readBody} as middleware of Express. */
export function parseBody(
  request: IncomingMessage & { body?: unknown },
  _response: unknown,
  next: (error?: unknown) => void,
): void {
  if (WITHOUT_BODY.has(request.method ?? '')) return next();
  readBody(request).then((body) => {
    request.body = body;
    next();
  }, next);
}
