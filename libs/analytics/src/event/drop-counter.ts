import { Injectable } from '@nestjs/common';
import { FaultLog, Ports } from '@nest-privacy/core/kit';
import { type DropReason } from './drop-reason.js';

/** What nobody wanted to drop, and what the log says of it where whoever dropped it does not say more. */
const LOSSES: Readonly<Partial<Record<DropReason, string | undefined>>> = {
  'buffer-full': 'events are lost: the buffer is full, for those before them wait',
  poison: undefined,
  parked: undefined,
  shutdown: undefined,
  'forward-unavailable': 'events are stored and not forwarded: the queue to the destinations takes no more',
  'forward-given-up': 'events are stored and not forwarded: their destination did not take them',
  error: undefined,
};

/** Counts what is dropped, by reason: nothing vanishes in silence. */
@Injectable()
export class DropCounter {
  private readonly faults = new FaultLog('AnalyticsDrops');
  private readonly counts = new Map<DropReason, number>();

  constructor(private readonly ports: Ports = new Ports()) {}

  drop(reason: DropReason, count = 1): void {
    if (count === 0) return;
    this.counts.set(reason, (this.counts.get(reason) ?? 0) + count);
    this.ports.metrics.count('analytics_dropped_total', { reason }, count);
    const message = LOSSES[reason];
    if (message !== undefined) this.faults.error(message);
  }

  /** What was dropped since the start of this process against everybody's will, in words: `buffer-full 12, poison 1`. */
  losses(): string {
    const lost = [...this.counts].filter(([reason]) => reason in LOSSES);
    return lost.map(([reason, count]) => `${reason} ${count}`).join(', ');
  }

  /** Events dropped since the start of this process. */
  totals(): Readonly<Partial<Record<DropReason, number>>> {
    return Object.fromEntries(this.counts);
  }
}
