import { Inject, Injectable } from '@nestjs/common';
import { Clock, minutes, SYSTEM_CLOCK } from '@nest-privacy/core';
import { type TraceStep } from '../event/trace-notes.js';
import { type RequestTrace } from './request-trace.js';

/** Traces that are kept at most. */
const MOST = 1_000;
/** Milliseconds for which they are. */
const KEPT = minutes(15);

/** The latest traces of this process, in its memory alone. */
@Injectable()
export class TraceBook {
  /** In the order of their time. */
  private readonly traces = new Map<string, RequestTrace>();
  private readonly byEvent = new Map<string, RequestTrace>();

  constructor(@Inject(Clock) private readonly clock: Clock = SYSTEM_CLOCK) {}

  /** Whether no event is followed. */
  get isIdle(): boolean {
    return this.byEvent.size === 0;
  }

  keep(trace: RequestTrace): void {
    this.forgetOld(MOST - 1);
    this.traces.set(trace.id, trace);
    for (const id of trace.events) this.byEvent.set(id, trace);
    trace.onEvent = (id) => this.byEvent.set(id, trace);
  }

  /** The trace with this id; `undefined` where there is none, or none any more. */
  find(id: string): RequestTrace | undefined {
    this.forgetOld(MOST);
    return this.traces.get(id);
  }

  /** Notes what became of some events, of which mostly none is followed. */
  noteEvents(events: readonly { readonly id: string }[], step: TraceStep, result: string, detail?: string): void {
    if (this.isIdle) return;
    for (const { id } of events) this.byEvent.get(id)?.note(step, result, detail);
  }

  /** @param most traces that there may be from now on */
  private forgetOld(most: number): void {
    const oldest = this.clock.now() - KEPT;
    for (const [id, trace] of this.traces) {
      if (trace.at > oldest && this.traces.size <= most) return;
      this.traces.delete(id);
      trace.onEvent = undefined;
      for (const event of trace.events) this.byEvent.delete(event);
    }
  }
}
