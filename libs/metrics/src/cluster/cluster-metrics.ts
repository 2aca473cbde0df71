import cluster, { type Worker } from 'node:cluster';
import { ConfigurationError } from '@nest-privacy/core';
import { ClusterGroup } from './cluster-group.js';
import { type ClusterMessage, clusterMessage, isClusterMessage } from './cluster-message.js';

/** How the primary sums. */
export interface ClusterMetricsOptions {
  /** How long a worker may take to report, in milliseconds, before its latest numbers stand in. @default 1000 */
  readonly timeout?: number;
}

/**
 * The primary's side of the sum over `node:cluster` workers. While it is open, a scrape that any worker answers shows the same sum. Open it before the first
 * fork; one a process.
 */
export class ClusterMetrics {
  private readonly groups = new Map<string, ClusterGroup>();
  private readonly timeout: number;

  constructor(options: ClusterMetricsOptions = {}) {
    this.timeout = options.timeout ?? 1000;
  }

  /** @throws ConfigurationError in a worker, which has no workers to sum */
  open(): this {
    if (!cluster.isPrimary) {
      throw new ConfigurationError({
        code: 'METRICS_NOT_PRIMARY',
        what: 'the sum over workers was asked for in a worker',
        where: 'ClusterMetrics.open',
        remedy: 'open it where cluster.isPrimary is true; in a worker, import the MetricsModule',
      });
    }
    cluster.on('message', this.hear);
    cluster.on('exit', this.bury);
    return this;
  }

  /** Answers no worker any more. May be called again. */
  close(): void {
    cluster.off('message', this.hear);
    cluster.off('exit', this.bury);
  }

  /**
   * The sum over all workers, in the exposition format.
   *
   * @param name the workers' module option; default: `default`
   */
  scrape(name = 'default'): Promise<string> {
    return this.group(name).sum();
  }

  private group(name: string): ClusterGroup {
    const known = this.groups.get(name);
    if (known) return known;
    const created = new ClusterGroup(name, this.timeout);
    this.groups.set(name, created);
    return created;
  }

  private readonly bury = (worker: Worker): void => {
    for (const group of this.groups.values()) group.leave(worker);
  };

  private readonly hear = (worker: Worker, message: unknown): void => {
    if (isClusterMessage(message)) this.answer(worker, this.group(message.name), message);
  };

  private answer(worker: Worker, group: ClusterGroup, message: ClusterMessage): void {
    switch (message.kind) {
      case 'join':
        return group.join(worker);
      case 'leave':
        return group.leave(worker, message.report);
      case 'report':
        return group.receive(worker, message.id, message.report);
      case 'sum':
        group.join(worker);
        void group.sum().then((text) => {
          const { name, id } = message;
          if (worker.isConnected()) worker.send(clusterMessage(name, { kind: 'summed', id, text }), () => {});
        });
        return;
      case 'collect':
      case 'summed':
        return;
    }
  }
}
