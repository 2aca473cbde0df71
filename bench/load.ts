import autocannon from 'autocannon';
import { type MeasuredServer } from './measured-server.js';

/** What one run under load gave. */
export interface LoadResult {
  readonly requestsPerCpuSecond: number;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  readonly errors: number;
}

/** How a server is loaded. */
export interface LoadOptions {
  readonly path: string;
  readonly seconds: number;
  readonly connections?: number;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Loads a server over the loopback and divides the requests it answered by the CPU time it took. */
export async function load(server: MeasuredServer, options: LoadOptions): Promise<LoadResult> {
  const { path, seconds, connections = 50, ...request } = options;
  const before = await server.cpu();
  const result = await autocannon({
    url: `http://127.0.0.1:${server.port}${path}`,
    duration: seconds,
    connections,
    ...request,
  });
  const cpuSeconds = ((await server.cpu()) - before) / 1e6;
  return {
    requestsPerCpuSecond: result['2xx'] / cpuSeconds,
    requestsPerSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    errors: result.non2xx + result.errors,
  };
}
