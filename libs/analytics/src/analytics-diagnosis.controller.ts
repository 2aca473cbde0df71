import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Clock, RequireScope } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { DropCounter } from './event/drop-counter.js';
import { DROP_REASONS, type DropReason } from './event/drop-reason.js';
import { type TracedStep } from './trace/request-trace.js';
import { TraceBook } from './trace/trace-book.js';
import { traceUnknown } from './trace/trace-problems.js';

/** What this process dropped. */
export interface DropsView {
  /** When the process began to count. */
  readonly since: string;
  /** Every reason there is. */
  readonly reasons: readonly { readonly reason: DropReason; readonly count: number; readonly meaning: string }[];
}

/** What became of one request. */
export interface TraceView {
  readonly id: string;
  /** When its answer began. */
  readonly at: string;
  readonly method: string;
  readonly steps: readonly TracedStep[];
  /** Steps for which there was no room. */
  readonly leftOut: number;
}

const REASONS = Object.keys(DROP_REASONS) as DropReason[];

/** Why something was not counted, for those who hold the scope `analytics:read`. */
@Controller('admin/analytics')
@RequireScope('analytics:read')
@NoPage()
export class AnalyticsDiagnosisController {
  private readonly since: string;

  constructor(
    private readonly counter: DropCounter,
    private readonly traces: TraceBook,
    @Inject(Clock) clock: Clock,
  ) {
    this.since = new Date(clock.now()).toISOString();
  }

  @Get('drops')
  drops(): DropsView {
    const totals = this.counter.totals();
    const reasons = REASONS.map((reason) => ({ reason, count: totals[reason] ?? 0, meaning: DROP_REASONS[reason] }));
    return { since: this.since, reasons };
  }

  @Get('traces/:id')
  trace(@Param('id') id: string): TraceView {
    const trace = this.traces.find(id);
    if (trace === undefined) throw traceUnknown();
    const { at, method, steps, leftOut } = trace;
    return { id, at: new Date(at).toISOString(), method, steps, leftOut };
  }
}
