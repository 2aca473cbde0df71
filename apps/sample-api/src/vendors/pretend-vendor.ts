import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { PRETENDED } from './pretended.js';

/** A vendor on this machine that has a film, a map and two scripts, and keeps nothing of anybody. */
export interface PretendVendor {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Paths that it was asked for, in their order; the last hundred. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const MOST_REQUESTS = 100;

/** Starts one on a free port of the loopback, which nobody else can reach. */
export async function startPretendVendor(): Promise<PretendVendor> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0]!;
    requests.push(path);
    requests.splice(0, requests.length - MOST_REQUESTS);
    const page = PRETENDED.get(path);
    response.writeHead(page ? 200 : 404, { 'Content-Type': page?.type ?? 'text/plain', 'Cache-Control': 'no-store' });
    response.end(page?.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // Nobody waits for a vendor: the process ends when all else has.
  server.unref();
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
