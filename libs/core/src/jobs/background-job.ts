import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { checkInterval } from './check-interval.js';

/** What a {@link BackgroundJob} does, and how often. */
export interface BackgroundJobOptions {
  /** What the job does, after "Cannot" in the log, such as `seal the ledger`. */
  readonly does: string;
  /** Milliseconds between two runs, 24 days at most; `off` where somebody else calls {@link BackgroundJob.run}. */
  readonly interval: number | 'off';
  /** Does a bounded part of the work. @returns whether more waits to be done at once */
  readonly work: () => Promise<boolean>;
}

/**
 * Work that a process does beside its requests: from time to time, a part at a time, never twice at once. A failure is logged once and tried again with the
 * next run; success after it is logged, too. Who leads among processes `work` says itself, by `exclusively` or a claimed row.
 */
export class BackgroundJob {
  private readonly logger = new Logger('Background');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private ending = false;
  private failing = false;

  /** @throws ConfigurationError `INTERVAL_INVALID` */
  constructor(private readonly options: BackgroundJobOptions) {
    checkInterval(options.interval, `the interval of what is to ${options.does}`);
  }

  /** Whether the last run failed. */
  get isFailing(): boolean {
    return this.failing;
  }

  start(): void {
    const { interval } = this.options;
    if (interval === 'off') return;
    this.timer = setInterval(() => void this.run(), interval);
    this.timer.unref();
  }

  /** Ends after the part that is being done. */
  async stop(): Promise<void> {
    this.ending = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Works until nothing waits; calls that meet share one run. Never rejects. */
  run(): Promise<void> {
    return (this.running ??= this.exhaust().finally(() => (this.running = undefined)));
  }

  private async exhaust(): Promise<void> {
    const { does, work } = this.options;
    try {
      while (!this.ending && (await work())) await setImmediate();
      if (this.failing) this.logger.log(`Able to ${does} again`);
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error(`Cannot ${does}; trying again. ${String(error)}`);
      this.failing = true;
    }
  }
}
