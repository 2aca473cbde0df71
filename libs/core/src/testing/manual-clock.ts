import { type Clock } from '../time/clock.js';

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  private instant: number;

  /** @param start default: 2026-06-15T12:00:00Z */
  constructor(start: Date | string | number = '2026-06-15T12:00:00Z') {
    this.instant = new Date(start).getTime();
  }

  now(): number {
    return this.instant;
  }

  /** Moves forward by so many milliseconds. */
  advance(milliseconds: number): void {
    this.instant += milliseconds;
  }

  /** Goes to a point in time. */
  set(instant: Date | string | number): void {
    this.instant = new Date(instant).getTime();
  }
}
