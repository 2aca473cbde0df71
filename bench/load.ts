import { type MeasuredServer } from './measured-server.js';
import { LoadConnection } from './load-connection.js';
import { percentile } from './statistics.js';

/** What one run under load gave. */
export interface LoadResult {
  /** Requests that had a success. */
  readonly answered: number;
  readonly requestsPerCpuSecond: number;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no success. */
  readonly errors: number;
}

/** How a server is loaded. */
export interface Load {
  /** The bytes of the requests, sent one after the other and then again. */
  readonly requests: readonly Buffer[];
  readonly seconds: number;
  /** @default 50 */
  readonly connections?: number;
}

/**
 * Loads a server over the loopback and divides the requests it answered by the CPU time it took. The load is made by as little code as will do: on a small machine
 * whatever makes it takes the server's caches away.
 */
export async function load(server: MeasuredServer, { requests, seconds, connections = 50 }: Load): Promise<LoadResult> {
  const waits: number[] = [];
  let errors = 0;
  let sent = 0;
  const lines = await Promise.all(Array.from({ length: connections }, () => LoadConnection.open(server.port)));
  const cpuBefore = await server.cpu();
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  const drive = async (line: LoadConnection): Promise<void> => {
    for (let now = performance.now(); now < end;) {
      const status = await line.exchange(requests[sent++ % requests.length]!);
      const answered = performance.now();
      waits.push(answered - now);
      if (status < 200 || status > 299) errors += 1;
      now = answered;
    }
  };
  await Promise.all(lines.map(drive));
  const elapsed = (performance.now() - begin) / 1_000;
  const cpuSeconds = ((await server.cpu()) - cpuBefore) / 1e6;
  for (const line of lines) line.close();
  const good = waits.length - errors;
  return {
    answered: good,
    requestsPerCpuSecond: good / cpuSeconds,
    requestsPerSecond: good / elapsed,
    p50: tenths(percentile(waits, 0.5)),
    p99: tenths(percentile(waits, 0.99)),
    errors,
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
