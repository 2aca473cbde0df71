import { Agent, request } from 'node:http';
import { type LoggedRequest } from './combined-log.js';

/** How a log is sent. */
export interface ReplayOptions {
  /** The server, `http://host:port`. */
  readonly url: URL;
  /** Most requests under way at once. */
  readonly concurrency: number;
  /** Called after each answer. */
  readonly onAnswer?: (answer: Answer) => void;
}

/** What came back for one logged request. */
export interface Answer {
  /** Status code; `0` when the connection failed. */
  readonly status: number;
  readonly milliseconds: number;
}

/** Characters that a server once accepted in a request line but Node's client refuses to send. */
const UNSENDABLE = /[^\u0021-\u00ff]/g;

function send(
  { method, target, address, referrer, userAgent }: LoggedRequest,
  url: URL,
  agent: Agent,
): Promise<Answer> {
  const started = performance.now();
  const headers = {
    'X-Forwarded-For': address,
    ...(referrer && { Referer: referrer }),
    ...(userAgent && { 'User-Agent': userAgent }),
    Accept: 'text/html,*/*',
  };
  const path = target.startsWith('/') ? target.replaceAll(UNSENDABLE, encodeURIComponent) : '/';
  return new Promise((resolve) => {
    const answered = (status: number): void => resolve({ status, milliseconds: performance.now() - started });
    const outgoing = request({ host: url.hostname, port: url.port, method, path, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => answered(response.statusCode ?? 0));
      response.once('error', () => answered(0));
    });
    outgoing.once('error', () => answered(0));
    outgoing.end();
  });
}

/** Sends every logged request in its order, so many at a time, as the request it was. */
export async function replay(requests: Iterable<LoggedRequest>, options: ReplayOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency });
  const queue = requests[Symbol.iterator]();
  const sender = async (): Promise<void> => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      const answer = await send(next.value, options.url, agent);
      options.onAnswer?.(answer);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, sender));
  agent.destroy();
}
