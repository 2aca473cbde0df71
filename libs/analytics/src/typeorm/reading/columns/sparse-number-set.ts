const FIRST_ROOM = 1_024;
const LOW = 2 ** 32;
/** Of the golden ratio; see Knuth, The Art of Computer Programming, volume 3, 6.4. */
const SPREAD = 0x9e3779b1;
const EMPTY = -1;

/** Whole numbers from 0 to 2^53: some times as fast as a `Set`, for nothing is made for any of them. */
export class SparseNumberSet {
  private numbers = new Float64Array(FIRST_ROOM).fill(EMPTY);
  private count = 0;

  /** @returns whether it is new */
  add(number: number): boolean {
    const place = this.placeOf(number);
    if (this.numbers[place] === number) return false;
    this.numbers[place] = number;
    if (++this.count * 2 > this.numbers.length) this.grow();
    return true;
  }

  clear(): void {
    this.numbers.fill(EMPTY);
    this.count = 0;
  }

  private placeOf(number: number): number {
    const mask = this.numbers.length - 1;
    const high = Math.trunc(number / LOW);
    let place = Math.imul((number ^ Math.imul(high, SPREAD)) >>> 0, SPREAD);
    place = (place ^ (place >>> 15)) & mask;
    while (this.numbers[place] !== EMPTY && this.numbers[place] !== number) place = (place + 1) & mask;
    return place;
  }

  private grow(): void {
    const before = this.numbers;
    this.numbers = new Float64Array(before.length * 2).fill(EMPTY);
    for (const number of before) if (number !== EMPTY) this.numbers[this.placeOf(number)] = number;
  }
}
