import { Inject, Injectable, Optional } from '@nestjs/common';
import { FaultLog, MetricsRecorder, SILENT_METRICS } from '@nest-privacy/core';
import { Forwarder } from '../forward/forwarder.js';
import { AnalyticsStore } from '../store/analytics-store.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { type AnalyticsEvent } from './analytics-event.js';
import { type EventBatch } from './analytics-queue.js';
import { DropCounter } from './drop-counter.js';

const MILLISECONDS = 1_000;

/** Takes batches from the queue into the store, and offers what is new to the destinations. */
@Injectable()
export class BatchProcessor {
  private readonly faults = new FaultLog(BatchProcessor.name);

  constructor(
    @Inject(AnalyticsStore) private readonly store: AnalyticsStore,
    private readonly forwarder: Forwarder,
    private readonly drops: DropCounter,
    @Optional() @Inject(MetricsRecorder) private readonly metrics: MetricsRecorder = SILENT_METRICS,
  ) {}

  /** @throws when the store is away; the queue tries the batch again, and what was stored of it by then counts once */
  async process({ events }: EventBatch): Promise<void> {
    if (!Array.isArray(events)) return this.drops.drop('poison');
    const begun = performance.now();
    const stored = await this.append(events);
    this.metrics.observe('analytics_store_duration_seconds', (performance.now() - begun) / MILLISECONDS, {});
    if (stored.length > 0) this.metrics.count('analytics_stored_total', { outcome: 'new' }, stored.length);
    await this.forwarder.offer(stored);
  }

  /** An event that cannot be stored is found by halving, so that it alone is dropped. */
  private async append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    if (events.length === 0) return [];
    try {
      const fresh = await this.store.append(events);
      const known = events.length - fresh.length;
      if (known > 0) this.metrics.count('analytics_stored_total', { outcome: 'duplicate' }, known);
      return fresh;
    } catch (error) {
      if (!(error instanceof UnstorableEventError)) throw error;
      if (events.length === 1) return this.discard(error);
      const middle = events.length >> 1;
      return [...(await this.append(events.slice(0, middle))), ...(await this.append(events.slice(middle)))];
    }
  }

  private discard(error: UnstorableEventError): readonly AnalyticsEvent[] {
    this.drops.drop('poison');
    this.faults.error(`an event was dropped because the database refuses it (${codeOf(error.cause)})`);
    return [];
  }
}

/** The code alone: a database's message quotes the values it refuses. */
const codeOf = (cause: unknown): string => {
  const { code, name } = (cause ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
};
