import { type OutgoingHttpHeader, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { mediaTypeOf } from '../collect/media-type.js';

/** Decides on the values of `Set-Cookie` at the last moment, when status and type are known. */
export type CookiesAtHeaders = (status: number, mediaType: string) => readonly string[];

type HeaderArgument = OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined;

const entryOf = (headers: HeaderArgument, name: string): [string, OutgoingHttpHeader | undefined] | undefined =>
  headers === undefined || Array.isArray(headers)
    ? undefined
    : Object.entries(headers).find(([key]) => key.toLowerCase() === name);

function typeIn(headers: HeaderArgument, response: ServerResponse): unknown {
  if (!Array.isArray(headers)) return entryOf(headers, 'content-type')?.[1] ?? response.getHeader('content-type');
  const at = headers.findIndex((item, i) => i % 2 === 0 && String(item).toLowerCase() === 'content-type');
  return at < 0 ? response.getHeader('content-type') : headers[at + 1];
}

/** Beside cookies that the framework hands over in one piece ours must be among them, for they replace what was set before. */
function withCookies(headers: HeaderArgument, cookies: readonly string[], response: ServerResponse): HeaderArgument {
  if (Array.isArray(headers)) return [...headers, ...cookies.flatMap((cookie) => ['Set-Cookie', cookie])];
  const others = entryOf(headers, 'set-cookie');
  if (!others) {
    response.appendHeader('Set-Cookie', cookies);
    return headers;
  }
  const values = others[1] === undefined ? [] : [others[1]].flat().map(String);
  return { ...headers, [others[0]]: [...values, ...cookies] };
}

/** Calls `decide` once, just before the headers go, and adds the cookies it wants. A failure of it changes nothing. */
export function beforeHeaders(response: ServerResponse, decide: CookiesAtHeaders): void {
  const original = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  const hooked = (status: number, ...rest: unknown[]): ServerResponse => {
    response.writeHead = original;
    const at = typeof rest[0] === 'string' ? 1 : 0;
    try {
      const headers = rest[at] as HeaderArgument;
      const cookies = decide(status, mediaTypeOf(typeIn(headers, response)));
      if (cookies.length > 0) rest[at] = withCookies(headers, cookies, response);
    } catch {
      // Tracking never stands between a handler and its answer.
    }
    return original(status, ...rest);
  };
  response.writeHead = hooked;
}
