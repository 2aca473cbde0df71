import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, days, minutes } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { DutyRoster } from './duty-roster.js';
import { DictionarySweep } from './upkeep/dictionary-sweep.js';

const DUTY = 'collect-terms';
const EVERY = days(1);
/** How often a process asks whether it is its turn. */
const ASKED = minutes(10);
/** What was needed yesterday may be in somebody's memory still. */
const MARGIN_DAYS = 1;

/**
 * Removes texts that neither an event, nor a visit, nor a sum refers to, such as those of events that were deleted or turned out to be known, and sums that are nothing any more: once a day, by one of all processes that store events.
 */
@Injectable()
export class TermCollector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('AnalyticsStore');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private ended = false;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'role'>,
    @Inject(Clock) private readonly clock: Clock,
    private readonly ports: Ports = new Ports(),
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.role === 'collect') return;
    this.timer = setInterval(
      () => void (this.running ??= this.takeTurn().finally(() => (this.running = undefined))),
      ASKED,
    );
    this.timer.unref();
  }

  /** Ends what is under way, while the database is there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Removes the unused texts, but for those that somebody needed yesterday or today: one that is in the memory of a process may be given to an event at any time.
   * Safe beside any number of processes that store events.
   *
   * @returns how many were removed
   */
  async collect(): Promise<number> {
    const before = Math.floor(this.clock.now() / days(1)) - MARGIN_DAYS;
    const removed = await new DictionarySweep(this.source, before, () => !this.ended).sweep();
    this.ports.metrics.count('analytics_terms_total', { outcome: 'removed' }, removed);
    return removed;
  }

  private async takeTurn(): Promise<void> {
    try {
      if (!(await new DutyRoster(this.source).takes(DUTY, EVERY, this.clock.now()))) return;
      const removed = await this.collect();
      if (removed > 0) this.logger.log(`${removed} texts that nothing refers to were removed`);
    } catch (error) {
      if (!this.ended) this.logger.warn(`unused texts could not be removed yet: ${(error as Error).message}`);
    }
  }
}
