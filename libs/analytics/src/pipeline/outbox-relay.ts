import { Inject, Injectable, Optional } from '@nestjs/common';
import { Clock, days, hours, seconds } from '@nest-privacy/core';
import { BackgroundJob, FaultLog, Ports, within } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { DropCounter } from '../event/drop-counter.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { EventOutbox, type WaitingEvent } from '../store/event-outbox.js';
import { BatchProcessor } from './batch-processor.js';
import { WaitLog } from './wait-log.js';

const POLL = seconds(1);
/** After an event was written here, in milliseconds: most transactions are committed by then. */
const SOON = 50;
/** From this try on, events that fail by a fault of ours are looked for, and given up once they are found. */
const LAST_TRY = 3;
/** For which what was given up is kept, and how often what is older is looked for. */
const KEPT = days(30);
const FORGET_EVERY = hours(1);

/**
 * Has events of the outbox follow into the store, as soon as their transaction is committed. A process that dies in between leaves them to another: an event that is
 * stored twice counts once, for the store knows its id. Several processes take different events.
 */
@Injectable()
export class OutboxRelay {
  private readonly faults = new FaultLog(OutboxRelay.name);
  private readonly log = new WaitLog(OutboxRelay.name, 'events wait in the outbox');
  private readonly following: BackgroundJob;
  private readonly forgetting: BackgroundJob;
  private soon: NodeJS.Timeout | undefined;
  private isFollowing = false;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: Pick<AnalyticsConfig, 'role' | 'batchSize'>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AnalyticsStore) private readonly store: Pick<AnalyticsStore, 'isOpen'>,
    private readonly processor: BatchProcessor,
    private readonly drops: DropCounter,
    private readonly ports: Ports = new Ports(),
    @Optional() @Inject(EventOutbox) private readonly outbox?: EventOutbox,
  ) {
    this.following = new BackgroundJob({
      does: 'store the events of the outbox',
      interval: POLL,
      work: () => this.follow(),
    });
    this.forgetting = new BackgroundJob({
      does: 'forget events of the outbox that were given up',
      interval: FORGET_EVERY,
      work: () => this.forget(),
    });
  }

  /** Begins to look for events, in a process that stores. */
  start(): void {
    const { outbox } = this;
    if (!outbox) return;
    this.ports.metrics.gauge('analytics_outbox_rows', async () => (await outbox.size()).waiting);
    this.ports.metrics.gauge('analytics_outbox_parked', async () => (await outbox.size()).parked);
    if (this.config.role === 'collect') return;
    this.isFollowing = true;
    this.following.start();
    this.forgetting.start();
  }

  /** Says that an event was written, which nobody sees before its transaction is committed. */
  wake(): void {
    if (!this.isFollowing) return;
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      void this.following.run();
    }, SOON).unref();
  }

  /** Stores all that waits now; what cannot be stored waits on. Never rejects. */
  async run(): Promise<void> {
    // The run that is under way may have looked before the last commit.
    await this.following.run();
    await this.following.run();
  }

  /**
   * Ends with a last run. What is left waits in its table for the next process.
   *
   * @param patience milliseconds to wait at most
   */
  async close(patience: number): Promise<void> {
    if (!this.isFollowing) return;
    this.isFollowing = false;
    clearTimeout(this.soon);
    const end = async (): Promise<void> => {
      await this.run();
      await Promise.all([this.following.stop(), this.forgetting.stop()]);
    };
    await within(patience, 'the last run', end()).catch((error: unknown) =>
      this.faults.error(`events stay in the outbox: ${(error as Error).message}`),
    );
  }

  private async follow(): Promise<boolean> {
    const { outbox } = this;
    if (!outbox || !this.store.isOpen) return false;
    const taken = await outbox.claim(this.config.batchSize);
    if (taken.length === 0) return false;
    const stuck = await this.stored(taken);
    if (!stuck) return false;
    await outbox.remove(taken.filter((one) => !stuck.has(one.id)).map(({ id }) => id));
    const hopeless = taken.filter(({ id, tries }) => stuck.has(id) && tries >= LAST_TRY).map(({ id }) => id);
    if (hopeless.length > 0) await outbox.park(hopeless);
    this.drops.drop('parked', hopeless.length);
    return taken.length === this.config.batchSize;
  }

  /** Stores what it can. @returns the ids of events that cannot be stored; `undefined` when nothing can be now */
  private async stored(taken: readonly WaitingEvent[]): Promise<ReadonlySet<string> | undefined> {
    const events = taken.map(({ event }) => event).filter((event): event is AnalyticsEvent => event !== undefined);
    const isSearched = taken.some(({ tries }) => tries >= LAST_TRY);
    try {
      const sifting = await this.processor.store(events, isSearched ? 'isolate' : 'leave');
      this.log.succeeded();
      this.count(sifting.fresh);
      const stuck = [...sifting.refused, ...sifting.failed];
      for (const { error } of stuck) this.faults.error(`an event stays in the outbox: ${nameOf(error)}`, error);
      const unreadable = taken.filter(({ event }) => event === undefined);
      return new Set([...unreadable, ...stuck.map(({ event }) => event)].map(({ id }) => id));
    } catch (error) {
      this.log.failed(error);
      return undefined;
    }
  }

  private count(fresh: readonly AnalyticsEvent[]): void {
    const people = fresh.filter(({ audience }) => audience === 'people').length;
    if (people > 0) this.ports.metrics.count('analytics_events_total', { kind: 'event' }, people);
  }

  private async forget(): Promise<boolean> {
    await this.outbox?.forgetParked(this.clock.now() - KEPT);
    return false;
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
