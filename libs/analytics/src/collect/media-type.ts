import { type ServerResponse } from 'node:http';
import { mediaTypeOf } from '@nest-privacy/core/kit';

const LINE = /\r\ncontent-type: *([^;\r\n ]+)/i;

/**
 * Media type of a response whose headers are sent, in lower case; empty when it has none. Headers that a framework hands to `writeHead` in
 * one piece, as Fastify does, can be read back only from the header block that Node keeps as sent.
 */
export function mediaTypeSent(response: ServerResponse): string {
  const set = response.getHeader('content-type');
  if (set !== undefined) return mediaTypeOf(set);
  const { _header: block } = response as ServerResponse & { _header?: string | null };
  return (typeof block === 'string' ? LINE.exec(block)?.[1] : undefined)?.toLowerCase() ?? '';
}
