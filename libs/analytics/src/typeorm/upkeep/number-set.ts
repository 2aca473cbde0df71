const BYTE = 8;

/** Whole numbers up to a bound, a bit for each; greater ones are passed over. */
export class NumberSet {
  private readonly bits: Uint8Array;

  constructor(last: number) {
    this.bits = new Uint8Array(Math.floor(last / BYTE) + 1);
  }

  has(number: number): boolean {
    return (this.bits[number >> 3]! & (1 << (number & 7))) !== 0;
  }

  add(number: number): void {
    this.bits[number >> 3]! |= 1 << (number & 7);
  }
}
