import { Inject, Injectable } from '@nestjs/common';
import { FaultLog, Ports } from '@nest-privacy/core/kit';
import { Forwarder } from '../forward/forwarder.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { type Delivery } from '../queue/analytics-queue.js';
import { DROP_REASONS, type DropReason } from '../event/drop-reason.js';
import { TraceBook } from '../trace/trace-book.js';
import { BatchSifter, type FailedEvent, type Sifting } from './batch-sifter.js';
import { DropCounter } from '../event/drop-counter.js';
import { ParkedEventsError } from '../queue/parked-events.error.js';

const MILLISECONDS = 1_000;
/** From this try on, events that fail by a fault of ours are looked for; what is over sooner needs no search. */
const SEARCHED_FROM = 3;
/** Until this try, a batch that cannot be read is left to a worker of another version. */
const UNREADABLE_UNTIL = 10;

/** Takes batches from the queue into the store, and offers what is new to the destinations. */
@Injectable()
export class BatchProcessor {
  private readonly faults = new FaultLog('AnalyticsStore');
  private readonly sifter: BatchSifter;

  constructor(
    @Inject(AnalyticsStore) store: AnalyticsStore,
    private readonly forwarder: Forwarder,
    private readonly drops: DropCounter,
    private readonly ports: Ports = new Ports(),
    private readonly traces: TraceBook = new TraceBook(),
  ) {
    this.sifter = new BatchSifter(store);
  }

  /**
   * @throws ParkedEventsError for events that nobody but people can help
   * @throws when the store is away or fails; the queue tries the batch again, and what was stored of it by then counts once
   */
  async process({ batch, attempt }: Delivery): Promise<void> {
    const { events } = batch;
    if (!Array.isArray(events)) return this.refuse(attempt);
    const sifting = await this.store(events, attempt < SEARCHED_FROM ? 'leave' : 'isolate');
    this.traceOthers(events, sifting);
    this.tellOfRefused(sifting);
    this.park(sifting);
  }

  /**
   * Stores events, and offers what is new to the destinations.
   *
   * @param faults whether events that fail by a fault of ours are looked for, or left with the others
   * @throws when the store is away or fails; what was stored by then counts once
   */
  async store(events: readonly AnalyticsEvent[], faults: 'leave' | 'isolate'): Promise<Sifting> {
    const begun = performance.now();
    const sifting: Sifting = { fresh: [], known: 0, refused: [], failed: [] };
    try {
      await this.sifter.sift(events, sifting, faults);
      this.ports.metrics.observe('analytics_store_duration_seconds', (performance.now() - begun) / MILLISECONDS, {});
    } finally {
      this.traces.noteEvents(sifting.fresh, 'store', 'new');
      this.count('new', sifting.fresh.length);
      this.count('duplicate', sifting.known);
      // What is stored now is known at the next try, and would not be offered then.
      await this.forwarder.offer(sifting.fresh);
    }
    return sifting;
  }

  private traceOthers(events: readonly AnalyticsEvent[], { fresh, refused, failed }: Sifting): void {
    if (this.traces.isIdle) return;
    const lose = (failures: readonly FailedEvent[], reason: DropReason): void =>
      this.traces.noteEvents(
        failures.map(({ event }) => event),
        'dropped',
        reason,
        DROP_REASONS[reason],
      );
    lose(refused, 'poison');
    lose(failed, 'parked');
    if (fresh.length + refused.length + failed.length === events.length) return;
    const told = new Set([...fresh, ...[...refused, ...failed].map(({ event }) => event)].map(({ id }) => id));
    const known = events.filter(({ id }) => !told.has(id));
    this.traces.noteEvents(known, 'store', 'duplicate', 'An event with this id was stored before; it counts once.');
  }

  private tellOfRefused({ refused }: Sifting): void {
    this.drops.drop('poison', refused.length);
    for (const { error } of refused) this.faults.error(`an event was dropped: ${(error as Error).message}`);
  }

  private park({ failed }: Sifting): void {
    if (failed.length === 0) return;
    const [{ error }] = failed as [(typeof failed)[number]];
    this.drops.drop('parked', failed.length);
    this.faults.error(
      `${failed.length} events are kept aside, for storing them fails where others go through: ${error instanceof Error ? error.name : typeof error}`,
      error,
    );
    throw new ParkedEventsError(
      failed.map(({ event }) => event),
      error,
    );
  }

  private refuse(attempt: number): never {
    const error = new Error('a batch cannot be read; it is of another version or damaged');
    if (attempt < UNREADABLE_UNTIL) throw error;
    this.drops.drop('parked');
    this.faults.error(`${error.message}. It is kept aside`);
    throw new ParkedEventsError([], error);
  }

  private count(outcome: string, events: number): void {
    if (events > 0) this.ports.metrics.count('analytics_stored_total', { outcome }, events);
  }
}
