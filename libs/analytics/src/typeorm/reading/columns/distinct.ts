import { NumberSet } from './number-set.js';

const GROUP = 2 ** 32;

/** Tells who comes to a group for the first time: somebody has an id, and on each day a place in its list. */
export class Distinct {
  private readonly known = new Map<number, number>();
  private readonly seen = new NumberSet();
  private readonly seenToday = new NumberSet();
  private ids: Float64Array = new Float64Array(0);
  private numbers = new Int32Array(0);

  /** @param ids of those who are there on the day */
  startDay(ids: Float64Array): void {
    this.ids = ids;
    this.numbers = new Int32Array(ids.length).fill(-1);
    this.seenToday.clear();
  }

  /** @param place in the list of the day */
  isNew(group: number, place: number): boolean {
    // Most of a day have been seen on it, which is soon found out.
    return this.seenToday.add(group * this.ids.length + place) && this.seen.add(group * GROUP + this.numberOf(place));
  }

  private numberOf(place: number): number {
    const found = this.numbers[place]!;
    if (found >= 0) return found;
    const id = this.ids[place]!;
    let number = this.known.get(id);
    if (number === undefined) this.known.set(id, (number = this.known.size));
    return (this.numbers[place] = number);
  }
}
