import { Delta } from './delta.js';
import { type SumKey } from './sum-dimension.js';

/** A sum that is to change. */
export interface SumChange {
  readonly day: number;
  readonly key: SumKey;
  readonly delta: Delta;
}

/** Gathers what is to be added to the sums of one site. */
export class Sums {
  private readonly byDay = new Map<number, Map<SumKey, Delta>>();
  /** The day that was asked for last, which is nearly always the next one too. */
  private day = NaN;
  private ofDay = new Map<SumKey, Delta>();

  /** The change of one sum so far, to be added to. */
  at(day: number, key: SumKey): Delta {
    if (day !== this.day) this.turnTo(day);
    let delta = this.ofDay.get(key);
    if (!delta) this.ofDay.set(key, (delta = new Delta()));
    return delta;
  }

  /** What changes indeed, in one order for all, so that no two processes wait for each other in a circle. */
  changes(): SumChange[] {
    const changes: SumChange[] = [];
    for (const [day, deltas] of this.byDay)
      for (const [key, delta] of deltas) if (!delta.isNothing) changes.push({ day, key, delta });
    return changes.sort((a, b) => a.key - b.key || a.day - b.day);
  }

  private turnTo(day: number): void {
    const deltas = this.byDay.get(day) ?? new Map<SumKey, Delta>();
    this.byDay.set(day, deltas);
    this.day = day;
    this.ofDay = deltas;
  }
}
