import { Inject, Injectable } from '@nestjs/common';
import { newId, Ports } from '@nest-privacy/core/kit';
import { AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Delivery, type EventBatch, ForwardQueue, type AnalyticsQueue } from '../queue/analytics-queue.js';
import { TraceBook } from '../trace/trace-book.js';
import { DropCounter } from '../event/drop-counter.js';
import { type AnalyticsDestination } from './analytics-destination.js';

/** Sends stored events on to the destinations, as far as each visitor permits, by a queue of its own. */
@Injectable()
export class Forwarder {
  private readonly destinations: ReadonlyMap<string, AnalyticsDestination>;

  constructor(
    @Inject(AnalyticsConfig) { destinations }: AnalyticsConfig,
    @Inject(ForwardQueue) private readonly queue: AnalyticsQueue,
    private readonly drops: DropCounter,
    private readonly ports: Ports = new Ports(),
    private readonly traces: TraceBook = new TraceBook(),
  ) {
    this.destinations = new Map(destinations.map((destination) => [destination.name, destination]));
  }

  /** Whether there is anyone to forward to. */
  get isNeeded(): boolean {
    return this.destinations.size > 0;
  }

  /** Puts what each destination may have onto the queue; never rejects, for the events themselves are stored. */
  async offer(events: readonly AnalyticsEvent[]): Promise<void> {
    for (const { name, requires, batchSize } of this.destinations.values()) {
      const permitted = events.filter(({ permits }) => permits.includes(requires));
      for (let start = 0; start < permitted.length; start += batchSize)
        await this.enqueue({ id: newId(), destination: name, events: permitted.slice(start, start + batchSize) });
    }
  }

  /** @throws when another try may succeed */
  async deliver({ batch, attempt }: Delivery): Promise<void> {
    const destination = this.destinations.get(batch.destination ?? '');
    if (!destination) return this.giveUp(batch, 'unknown-destination');
    if (attempt > destination.attempts) return this.giveUp(batch, 'given-up');
    try {
      this.count(batch, await destination.deliver(batch.events));
    } catch (error) {
      if (attempt >= destination.attempts) return this.giveUp(batch, 'given-up');
      this.ports.metrics.count('analytics_forwarded_total', { destination: destination.name, result: 'retried' });
      throw error;
    }
  }

  private giveUp(batch: EventBatch, result: string): void {
    this.drops.drop('forward-given-up', batch.events.length);
    this.count(batch, result);
  }

  private async enqueue(batch: EventBatch): Promise<void> {
    try {
      await this.queue.enqueue(batch);
    } catch {
      this.drops.drop('forward-unavailable', batch.events.length);
      this.count(batch, 'unavailable');
    }
  }

  private count({ destination = '', events }: EventBatch, result: string): void {
    this.traces.noteEvents(events, 'forward', destination, result);
    this.ports.metrics.count('analytics_forwarded_total', { destination, result }, events.length);
  }
}
