import { Inject, Injectable } from '@nestjs/common';
import { newId, Ports } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type Hit } from '../event/hit.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { AnalyticsQueue, type EventBatch } from '../queue/analytics-queue.js';
import { backOff } from '../queue/back-off.js';
import { DropCounter } from '../event/drop-counter.js';
import { EventDeriver } from '../derive/event-deriver.js';
import { DROP_REASONS, type DropReason } from '../event/drop-reason.js';
import { TraceBook } from '../trace/trace-book.js';
import { WaitLog } from './wait-log.js';

/** Milliseconds between tries while the application shuts down, at most. */
const LONGEST_PAUSE = 250;
const KINDS = ['event', 'pageview', 'miss'] as const;

/**
 * The bounded buffer between requests and queue. It takes in without waiting, and offers micro-batches to the queue; while that is away
 * it keeps what it can, counts what it cannot, and goes on by itself when the queue is back.
 */
@Injectable()
export class EventDispatcher {
  private readonly log = new WaitLog(EventDispatcher.name, 'events wait in the buffer');
  private hits: Hit[] = [];
  private readonly ready: AnalyticsEvent[] = [];
  private deriving = 0;
  private sending: EventBatch | undefined;
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    @Inject(AnalyticsConfig) private readonly config: AnalyticsConfig,
    private readonly deriver: EventDeriver,
    @Inject(AnalyticsQueue) private readonly queue: AnalyticsQueue,
    private readonly drops: DropCounter,
    private readonly ports: Ports = new Ports(),
    private readonly traces: TraceBook = new TraceBook(),
  ) {}

  /** Events that are not yet with the queue. */
  get size(): number {
    return this.hits.length + this.deriving + this.ready.length + (this.sending?.events.length ?? 0);
  }

  /**
   * Takes something in, at once.
   *
   * @returns `false` when it was dropped
   */
  push(hit: Hit): boolean {
    if (this.closed) {
      this.drops.drop('shutdown');
      noteLoss(hit, 'shutdown');
      return false;
    }
    if (this.size >= this.config.bufferSize && !this.makeRoomFor(hit)) return false;
    this.hits.push(hit);
    if (this.hits.length === this.config.batchSize && this.failures === 0) setImmediate(() => void this.flush());
    else this.schedule(this.config.flushInterval);
    return true;
  }

  /** Offers everything to the queue that it will take; never rejects. */
  flush(): Promise<void> {
    return (this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.size > 0) this.schedule(this.failures > 0 ? backOff(this.failures) : this.config.flushInterval);
    }));
  }

  /**
   * Takes nothing more in and offers what is left, once at least.
   *
   * @param mayTryAgain whether there is time and hope for another try
   * @returns events that the queue did not take; they are counted as dropped
   */
  async close(mayTryAgain: () => boolean): Promise<number> {
    this.closed = true;
    await this.running;
    while (this.size > 0) {
      await this.flush();
      if (this.size === 0 || !mayTryAgain()) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(backOff(this.failures), LONGEST_PAUSE)));
    }
    clearTimeout(this.timer);
    this.timer = undefined;
    const lost = this.size;
    this.drops.drop('shutdown', lost);
    this.hits = [];
    this.ready.length = 0;
    this.sending = undefined;
    return lost;
  }

  private async run(): Promise<void> {
    try {
      await this.derive();
      while (this.sending ?? this.ready.length > 0) {
        this.sending ??= { id: newId(), events: this.ready.splice(0, this.config.batchSize) };
        await this.queue.enqueue(this.sending);
        this.traces.noteEvents(this.sending.events, 'queue', 'taken');
        this.ports.metrics.observe('analytics_batch_size', this.sending.events.length, {});
        this.sending = undefined;
        if (this.hits.length >= this.config.batchSize || this.closed) await this.derive();
      }
      this.log.succeeded();
      this.failures = 0;
    } catch (error) {
      this.log.failed(error);
      this.failures += 1;
    }
  }

  private async derive(): Promise<void> {
    const { hits } = this;
    if (hits.length === 0) return;
    this.hits = [];
    this.deriving = hits.length;
    try {
      const events = await this.deriver.derive(hits);
      for (const event of events) this.ready.push(event);
      for (const kind of KINDS)
        this.count(kind, events.filter((event) => event.kind === kind && event.audience === 'people').length);
    } catch (error) {
      this.hits = [...hits, ...this.hits];
      throw error;
    } finally {
      this.deriving = 0;
    }
  }

  private count(kind: AnalyticsEvent['kind'], events: number): void {
    if (events > 0) this.ports.metrics.count('analytics_events_total', { kind }, events);
  }

  private makeRoomFor(hit: Hit): boolean {
    this.drops.drop('buffer-full');
    const isNewest = this.config.overflow === 'drop-newest';
    const event = isNewest ? undefined : this.ready.shift();
    if (event) this.traces.noteEvents([event], 'dropped', 'buffer-full', DROP_REASONS['buffer-full']);
    const lost = isNewest ? hit : event ? undefined : this.hits.shift();
    if (lost) noteLoss(lost, 'buffer-full');
    return event !== undefined || (lost !== undefined && !isNewest);
  }

  private schedule(delay: number): void {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, delay);
    this.timer.unref();
  }
}

function noteLoss({ trace }: Hit, reason: DropReason): void {
  trace?.note('dropped', reason, DROP_REASONS[reason]);
}
