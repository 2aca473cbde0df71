import { type MetricReport } from '../scrape/metric-report.js';

/** Marks the suite's messages among all those that pass between the primary and its workers. */
const CHANNEL = 'nest-privacy:metrics';

/** What is said: `join`, `leave` and `sum` by a worker, `collect` and `summed` by the primary, `report` in answer to `collect`. */
export type ClusterSaying =
  | { readonly kind: 'join' }
  | { readonly kind: 'leave'; readonly report: readonly MetricReport[] }
  | { readonly kind: 'collect'; readonly id: number }
  | { readonly kind: 'report'; readonly id: number; readonly report: readonly MetricReport[] }
  | { readonly kind: 'sum'; readonly id: number }
  | { readonly kind: 'summed'; readonly id: number; readonly text: string };

/** A message between the primary and a worker; `name` is the module option. */
export type ClusterMessage = ClusterSaying & { readonly channel: typeof CHANNEL; readonly name: string };

export const clusterMessage = (name: string, saying: ClusterSaying): ClusterMessage => ({
  channel: CHANNEL,
  name,
  ...saying,
});

/** Whether a message from the other process is one of the suite's. */
export const isClusterMessage = (message: unknown): message is ClusterMessage =>
  typeof message === 'object' && message !== null && (message as Partial<ClusterMessage>).channel === CHANNEL;
