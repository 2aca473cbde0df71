import { type IncomingMessage } from 'node:http';
import { type ProblemException } from '../errors/problem.exception.js';
import { hostInvalid } from './refusals.js';

/** uri-host and port (RFC 3986, section 3.2.2; RFC 9110, section 7.2); empty where the target has no authority. */
const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9._~!$&'()*+,;=%-]{0,255})(?::\d{0,5})?$/i;
/** Scheme and authority of a target in absolute form (RFC 9112, section 3.2.2). */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;
const SLASH = 0x2f;

/** The value of the one field line `Host`, as it came, for Node joins or drops repeated ones; `undefined` without any, `null` where there are several. */
function hostOf({ rawHeaders }: IncomingMessage): string | null | undefined {
  let host: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== undefined) return null;
    host = rawHeaders[i + 1]!;
  }
  return host;
}

const authorityOf = (target: string): string | undefined =>
  target.charCodeAt(0) === SLASH ? undefined : ORIGIN.exec(target)?.[1];

/** What forbids to answer a request in any other way than by refusing it (RFC 9112, section 3.2); `undefined` when nothing does. */
export function requestFault(request: IncomingMessage): ProblemException | undefined {
  // HTTP/2 has a pseudo-header instead, and HTTP/1.0 may do without.
  if (request.httpVersionMajor !== 1) return undefined;
  const host = hostOf(request);
  if (host === undefined) return request.httpVersionMinor === 0 ? undefined : hostInvalid();
  const authority = authorityOf(request.url ?? '');
  const isClear = host !== null && HOST.test(host);
  return isClear && (authority === undefined || authority.toLowerCase() === host.toLowerCase())
    ? undefined
    : hostInvalid();
}

/** Cuts scheme and authority off a target in absolute form, so that every path begins with a slash to whoever reads it. */
export function toOriginForm(request: IncomingMessage): void {
  const target = request.url ?? '';
  if (target.charCodeAt(0) === SLASH) return;
  const origin = ORIGIN.exec(target)?.[0];
  if (origin === undefined) return;
  const rest = target.slice(origin.length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}
