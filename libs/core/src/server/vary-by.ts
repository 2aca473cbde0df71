import { type AbstractHttpAdapter } from '@nestjs/core';

/**
 * Names a request header that an answer hangs on, beside those which `Vary` names already, such as CORS's `Origin` (RFC 9110, section 12.5.5). Fastify's adapter
 * replaces what it is told to append.
 */
export function varyBy(adapter: AbstractHttpAdapter, response: unknown, field: string): void {
  const before: unknown = adapter.getHeader(response, 'Vary');
  const named = Array.isArray(before) ? before.join(', ') : before;
  adapter.setHeader(response, 'Vary', typeof named === 'string' && named !== '' ? `${named}, ${field}` : field);
}
