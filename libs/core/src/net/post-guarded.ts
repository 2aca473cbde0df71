import { type IncomingHttpHeaders, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { within } from '../time/within.js';
import { type AddressGuard } from './address-guard.js';

/** Something that is sent to a host outside. */
export interface OutgoingPost {
  /** `http:` or `https:`; see {@link outgoingUrlOf}. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds until the answer begins, the look for the name's address included. */
  readonly timeout: number;
  readonly guard: AddressGuard;
}

/** What a host outside answered; its body is not read, and the connection closed. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** A text as a URL that something may be posted to: absolute, http or https, and without a user or password that logs would show. */
export function outgoingUrlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}

/**
 * Posts to a host outside, at the address that was checked, and follows no redirection.
 *
 * @throws Error when the name leads nowhere or to an address that is not public, the connection fails, or the time is over
 */
export async function postGuarded({ url, headers, body, timeout, guard }: OutgoingPost): Promise<OutgoingAnswer> {
  const signal = AbortSignal.timeout(timeout);
  const { address, family } = await within(timeout, 'to find the address', guard.pin(url.hostname));
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
    signal,
    agent: false,
    lookup: (_hostname, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
  };
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options, (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
      // Whoever keeps their answer open, or pours without end, has said what counts.
      response.destroy();
    });
    // For good: the end that is put to it here may itself be heard as a fault.
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
