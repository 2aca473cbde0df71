import { SparseNumberSet } from './sparse-number-set.js';

const GROUP = 2 ** 32;
const NOBODY = -1;

/** Tells who comes to a group for the first time: somebody has an id, and on each day a place in its list. */
export class Distinct {
  private readonly numbers = new Map<number, number>();
  /** Of those who may come on several days. */
  private readonly seen = new SparseNumberSet();
  /** The group to which each came first today, for most come to no other. */
  private first = new Int32Array(0);
  private readonly seenElsewhere = new SparseNumberSet();
  private ids: Float64Array = new Float64Array(0);

  /** @param ids of those who are there on the day */
  startDay(ids: Float64Array): void {
    this.ids = ids;
    this.first = new Int32Array(ids.length).fill(NOBODY);
    this.seenElsewhere.clear();
  }

  /**
   * @param place in the list of the day
   * @param isOfOneDay whether nobody comes by this id on another day
   */
  isNew(group: number, place: number, isOfOneDay: boolean): boolean {
    const first = this.first[place]!;
    if (first === group) return false;
    if (first === NOBODY) this.first[place] = group;
    else if (!this.seenElsewhere.add(group * this.ids.length + place)) return false;
    return isOfOneDay || this.seen.add(group * GROUP + this.numberOf(this.ids[place]!));
  }

  private numberOf(id: number): number {
    let number = this.numbers.get(id);
    if (number === undefined) this.numbers.set(id, (number = this.numbers.size));
    return number;
  }
}
