import { newId } from '@nest-privacy/core/kit';
import { type TraceNotes, type TraceStep } from '../event/trace-notes.js';

/** Steps that one trace has at most: a request may report hundreds of events. */
const MOST_STEPS = 200;
/** Events that one trace follows at most. */
const MOST_EVENTS = 500;

/** One step, as it was taken. */
export interface TracedStep {
  readonly step: TraceStep;
  readonly result: string;
  /** What the result means; empty where it says so itself. */
  readonly detail: string;
}

/** What became of one request. */
export class RequestTrace implements TraceNotes {
  readonly id = newId();
  /** In the order in which they were taken. */
  readonly steps: TracedStep[] = [];
  /** Ids of the events that came of the request. */
  readonly events: string[] = [];
  /** Steps for which there was no room. */
  leftOut = 0;
  /** Told of each event from now on. */
  onEvent: ((eventId: string) => void) | undefined;

  /** @param at milliseconds since the epoch */
  constructor(
    readonly method: string,
    readonly at: number,
  ) {}

  note(step: TraceStep, result: string, detail = ''): void {
    if (this.steps.length < MOST_STEPS) this.steps.push({ step, result, detail });
    else this.leftOut += 1;
  }

  follow(eventId: string): void {
    if (this.events.length >= MOST_EVENTS) return;
    this.events.push(eventId);
    this.onEvent?.(eventId);
  }
}
