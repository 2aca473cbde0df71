import { type IncomingHttpHeaders, request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AddressGuard } from './address-guard.js';

/** Of a body that nobody reads; with more, the connection is closed. */
const ANSWER_MAX_BYTES = 65_536;

/** Something that is sent to a host outside. */
export interface OutgoingPost {
  /** `http:` or `https:`; see {@link outgoingUrlOf}. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds that the whole exchange may take. */
  readonly timeout: number;
  readonly guard: AddressGuard;
}

/** What a host outside answered; its body is not read. */
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
  const { address, family } = await guard.pin(url.hostname);
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
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_MAX_BYTES) response.destroy();
      });
      response.once('error', reject);
      response.once('close', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
