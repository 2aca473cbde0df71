import { MetricsServer } from '../server/metrics-server.js';
import { ClusterMetrics, type ClusterMetricsOptions } from './cluster-metrics.js';

/** Where the primary serves the sum. */
export interface ServeClusterMetricsOptions extends ClusterMetricsOptions {
  /** Port of its own; 0 takes any free one. */
  readonly port: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 'metrics' */
  readonly path?: string;
  /** Bearer token that a scrape must show. @default none */
  readonly token?: string;
  /** Which modules are summed, as the workers' option says. @default 'default' */
  readonly name?: string;
}

/** A running server of the sum. */
export interface ClusterMetricsServer {
  readonly port: number;
  /** Stops serving and summing. May be called again. */
  close(): Promise<void>;
}

/**
 * Serves the sum over all `node:cluster` workers from the primary, and lets the workers answer their own scrapes with it. Call it before the first fork.
 *
 * @throws ConfigurationError in a worker, or when the port is taken
 */
export async function serveClusterMetrics(options: ServeClusterMetricsOptions): Promise<ClusterMetricsServer> {
  const { port, host = '127.0.0.1', path = 'metrics', token, name } = options;
  const metrics = new ClusterMetrics(options).open();
  const server = new MetricsServer({ port, host, path, token, scrape: () => metrics.scrape(name) });
  try {
    await server.listen();
  } catch (error) {
    metrics.close();
    throw error;
  }
  return {
    port: server.port,
    async close() {
      metrics.close();
      await server.close();
    },
  };
}
