const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Reads the bits of a text in base64url, six a character, as the IAB's strings are made. */
export class BitReader {
  private place = 0;

  /** @throws RangeError when a character is none of the alphabet */
  constructor(private readonly text: string) {
    for (const character of text) if (!ALPHABET.includes(character)) throw new RangeError('is not base64url');
  }

  get hasMore(): boolean {
    return this.place < this.text.length * 6;
  }

  skip(bits: number): void {
    this.place += bits;
  }

  /** @throws RangeError when the text is at its end */
  bit(): number {
    const character = this.text[Math.floor(this.place / 6)];
    if (character === undefined) throw new RangeError('ends too early');
    return (ALPHABET.indexOf(character) >> (5 - (this.place++ % 6))) & 1;
  }

  /** A whole number of so many bits, 31 at most. */
  number(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i++) value = value * 2 + this.bit();
    return value;
  }

  /** A number in Fibonacci's code, which ends with two ones. */
  fibonacci(): number {
    let [value, before, weight, last] = [0, 1, 1, 0];
    for (;;) {
      const bit = this.bit();
      if (bit === 1 && last === 1) return value;
      value += bit * weight;
      [before, weight, last] = [weight, before + weight, bit];
    }
  }
}
