import { Inject, Injectable, Optional } from '@nestjs/common';
import { MetricsRecorder, SILENT_METRICS } from '@nest-privacy/core';

/** Why something that could have been counted was not. */
export type DropReason =
  | 'buffer-full'
  | 'site-unknown'
  | 'bot'
  | 'empty-user-agent'
  | 'prefetch'
  | 'signal'
  | 'invalid'
  | 'rate-limited'
  | 'poison'
  | 'shutdown'
  | 'forward-unavailable'
  | 'error';

/** Counts what is dropped, by reason: nothing vanishes in silence. */
@Injectable()
export class DropCounter {
  private readonly counts = new Map<DropReason, number>();

  constructor(@Optional() @Inject(MetricsRecorder) private readonly metrics: MetricsRecorder = SILENT_METRICS) {}

  drop(reason: DropReason, count = 1): void {
    if (count === 0) return;
    this.counts.set(reason, (this.counts.get(reason) ?? 0) + count);
    this.metrics.count('analytics_dropped_total', { reason }, count);
  }

  /** Events dropped since the start of this process. */
  totals(): Readonly<Partial<Record<DropReason, number>>> {
    return Object.fromEntries(this.counts);
  }
}
