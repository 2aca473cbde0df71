import { type Delta, isNothing, noDelta } from './delta.js';
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

  /** The change of one sum so far, to be added to. */
  at(day: number, key: SumKey): Delta {
    let deltas = this.byDay.get(day);
    if (!deltas) this.byDay.set(day, (deltas = new Map()));
    let delta = deltas.get(key);
    if (!delta) deltas.set(key, (delta = noDelta()));
    return delta;
  }

  /** What changes indeed, in one order for all, so that no two processes wait for each other in a circle. */
  changes(): SumChange[] {
    const changes: SumChange[] = [];
    for (const [day, deltas] of this.byDay)
      for (const [key, delta] of deltas) if (!isNothing(delta)) changes.push({ day, key, delta });
    return changes.sort((a, b) => a.key - b.key || a.day - b.day);
  }
}
