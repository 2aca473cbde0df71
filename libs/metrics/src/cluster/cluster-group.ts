import { type Worker } from 'node:cluster';
import { within } from '@nest-privacy/core/kit';
import { joinReports, lasting, type MetricReport, renderReports } from '../scrape/metric-report.js';
import { clusterMessage } from './cluster-message.js';

interface Round {
  readonly id: number;
  readonly missing: Set<number>;
  readonly complete: () => void;
}

/**
 * The workers that are summed together. Remembered are each worker's latest report, which stands in while it is silent, and what ended workers had
 * counted, so that no counter ever goes down.
 */
export class ClusterGroup {
  private readonly members = new Map<number, { worker: Worker; latest: readonly MetricReport[] }>();
  private ended: MetricReport[] = [];
  private round: Round | undefined;
  private rounds = 0;
  private running: Promise<string> | undefined;

  constructor(
    private readonly name: string,
    private readonly timeout: number,
  ) {}

  join(worker: Worker): void {
    if (!this.members.has(worker.id)) this.members.set(worker.id, { worker, latest: [] });
  }

  /** Takes over what the worker counted. `report` is its last word; without one, the latest that is known. */
  leave(worker: Worker, report?: readonly MetricReport[]): void {
    const member = this.members.get(worker.id);
    if (!member) return;
    this.members.delete(worker.id);
    this.ended = joinReports([this.ended, lasting(report ?? member.latest)]);
    this.answered(worker.id);
  }

  receive(worker: Worker, id: number, report: readonly MetricReport[]): void {
    const member = this.members.get(worker.id);
    if (!member) return;
    member.latest = report;
    if (this.round?.id === id) this.answered(worker.id);
  }

  /** The sum in the exposition format; askers at the same time share one round. */
  sum(): Promise<string> {
    this.running ??= this.collect().finally(() => (this.running = undefined));
    return this.running;
  }

  private async collect(): Promise<string> {
    const silent = await this.ask();
    const latest = [...this.members.values()].map((member) => member.latest);
    return renderReports([this.ended, ...latest, [this.workers(silent)]]);
  }

  /** Asks every member and waits for the last answer, but not for ever. */
  private async ask(): Promise<number> {
    const asked = [...this.members.values()].map(({ worker }) => worker).filter((worker) => worker.isConnected());
    if (asked.length === 0) return 0;
    const id = ++this.rounds;
    const missing = new Set(asked.map((worker) => worker.id));
    const all = new Promise<void>((complete) => (this.round = { id, missing, complete }));
    for (const worker of asked) worker.send(clusterMessage(this.name, { kind: 'collect', id }), () => {});
    await within(this.timeout, 'the answers of the workers', all).catch(() => {});
    this.round = undefined;
    return missing.size;
  }

  private answered(workerId: number): void {
    if (this.round?.missing.delete(workerId) && this.round.missing.size === 0) this.round.complete();
  }

  private workers(silent: number): MetricReport {
    return {
      name: 'metrics_cluster_workers',
      help: 'Workers of the cluster in this sum; for silent ones their latest numbers stand in.',
      type: 'gauge',
      aggregator: 'sum',
      values: [
        { labels: { state: 'answered' }, value: this.members.size - silent },
        { labels: { state: 'silent' }, value: silent },
      ],
    };
  }
}
