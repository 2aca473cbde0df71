import process from 'node:process';
import { ConfigurationError, ProblemException } from '@nest-privacy/core';
import { within } from '@nest-privacy/core/kit';
import { type MetricReport } from '../scrape/metric-report.js';
import { type ClusterSaying, clusterMessage, isClusterMessage } from './cluster-message.js';

/** Where a listener of ours carries its module's name. */
const NAME = Symbol.for('@nest-privacy/metrics:member');

type Listener = ((message: unknown) => void) & { [NAME]?: string };

/** A worker's side of the sum: it reports when the primary asks, asks for the sum when it is scraped, and leaves its counts behind when it ends. */
export class ClusterMember {
  private readonly waiting = new Map<number, (text: string) => void>();
  private asked = 0;
  private readonly listener: Listener;

  constructor(
    private readonly name: string,
    private readonly report: () => Promise<readonly MetricReport[]>,
    private readonly timeout: number,
  ) {
    this.listener = Object.assign((message: unknown) => this.hear(message), { [NAME]: name });
  }

  /** @throws ConfigurationError when another module of this worker has the same name */
  join(): void {
    if ((process.listeners('message') as Listener[]).some((listener) => listener[NAME] === this.name)) {
      throw new ConfigurationError({
        code: 'METRICS_NAME_TAKEN',
        what: `two metrics modules in one cluster worker are both named ${JSON.stringify(this.name)}, so that their sums would mix`,
        where: 'MetricsModule option "name"',
        remedy: 'give each of them a name of its own',
      });
    }
    process.on('message', this.listener);
    void this.say({ kind: 'join' });
  }

  /** Reports for the last time and listens no more. */
  async leave(): Promise<void> {
    await this.say({ kind: 'leave', report: await this.report() });
    process.off('message', this.listener);
  }

  /**
   * The sum over all workers, in the exposition format.
   *
   * @throws ProblemException 503 `METRICS_PRIMARY_SILENT`
   */
  async sum(): Promise<string> {
    const id = ++this.asked;
    const answered = new Promise<string>((resolve) => this.waiting.set(id, resolve));
    void this.say({ kind: 'sum', id });
    try {
      // The primary itself waits once for silent workers.
      return await within(2 * this.timeout, 'the answer of the primary', answered);
    } catch (cause) {
      throw primarySilent(cause);
    } finally {
      this.waiting.delete(id);
    }
  }

  private hear(message: unknown): void {
    if (!isClusterMessage(message) || message.name !== this.name) return;
    if (message.kind === 'summed') this.waiting.get(message.id)?.(message.text);
    if (message.kind === 'collect') void this.answer(message.id);
  }

  private async answer(id: number): Promise<void> {
    await this.say({ kind: 'report', id, report: await this.report() });
  }

  /** A primary that is gone hears nothing, and nobody is left to be told. */
  private say(saying: ClusterSaying): Promise<void> {
    return new Promise((resolve) => {
      if (!process.connected || !process.send) resolve();
      else process.send(clusterMessage(this.name, saying), undefined, undefined, () => resolve());
    });
  }
}

const primarySilent = (cause: unknown): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'METRICS_PRIMARY_SILENT',
    title: 'The sum over all workers is not to be had',
    detail:
      'The primary of this cluster did not answer. Call serveClusterMetrics() or open a ClusterMetrics in the primary before it forks, or set the ' +
      'MetricsModule option "cluster" to "local" and scrape each worker on its own.',
    cause,
  });
