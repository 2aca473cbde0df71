import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type LoggedRequest } from './combined-log.js';

/** How a log is sent. */
export interface ReplayOptions {
  /** The server, `http://host:port`. */
  readonly url: URL;
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** Called after each answer; what it throws ends the replay. */
  readonly onAnswer?: (answer: Answer, logged: LoggedRequest) => void;
}

/** What came back for one logged request. */
export interface Answer {
  /** Status code; `0` when the connection failed. */
  readonly status: number;
  readonly milliseconds: number;
  readonly headers: IncomingHttpHeaders;
}

/** Characters that a server once accepted in a request line but Node's client refuses to send. */
const UNSENDABLE = /[^\u0021-\u00ff]/g;

/** The header by which the sample application knows what the log says of the request. */
const replayed = ({ at, status }: LoggedRequest): string => `${new Date(at).toISOString()} ${status}`;

function send(logged: LoggedRequest, url: URL, agent: Agent): Promise<Answer> {
  const { method, target, address, referrer, userAgent } = logged;
  const started = performance.now();
  const headers = {
    'X-Forwarded-For': address,
    'X-Replayed': replayed(logged),
    ...(referrer && { Referer: referrer }),
    ...(userAgent && { 'User-Agent': userAgent }),
    Accept: 'text/html,*/*',
  };
  const path = target.startsWith('/') ? target.replaceAll(UNSENDABLE, encodeURIComponent) : '/';
  return new Promise((resolve) => {
    const answered = (status: number, of: IncomingHttpHeaders = {}): void =>
      resolve({ status, milliseconds: performance.now() - started, headers: of });
    const outgoing = request({ host: url.hostname, port: url.port, method, path, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => answered(response.statusCode ?? 0, response.headers));
      response.once('error', () => answered(0));
    });
    outgoing.once('error', () => answered(0));
    outgoing.end();
  });
}

/** Sends every logged request in its order, so many at a time, as the request it was. */
export async function replay(
  requests: Iterable<LoggedRequest> | AsyncIterable<LoggedRequest>,
  options: ReplayOptions,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency });
  const queue = Symbol.asyncIterator in requests ? requests[Symbol.asyncIterator]() : requests[Symbol.iterator]();
  const sender = async (): Promise<void> => {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      const answer = await send(next.value, options.url, agent);
      options.onAnswer?.(answer, next.value);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.concurrency }, sender));
  } finally {
    agent.destroy();
  }
}
