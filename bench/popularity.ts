import { type Chance } from './chance.js';

/** Values of which the second is met half as often as the first, the third a third as often, and so on (Zipf's law), as pages and countries are. */
export class Popularity<Value> {
  private readonly upTo: readonly number[];

  /** @param values the most popular first */
  constructor(private readonly values: readonly Value[]) {
    let total = 0;
    this.upTo = values.map((_value, i) => (total += 1 / (i + 1)));
  }

  pick(chance: Chance): Value {
    const wanted = chance.next() * this.upTo.at(-1)!;
    let [low, high] = [0, this.upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.upTo[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return this.values[low]!;
  }
}
