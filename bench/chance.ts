const TWO_32 = 2 ** 32;

/** Chance that is the same in every run: the same seed throws the same numbers (xorshift128, Marsaglia 2003). */
export class Chance {
  private readonly state: Uint32Array;

  constructor(seed: number) {
    this.state = Uint32Array.of(seed, 362_436_069, 521_288_629, 88_675_123);
    for (let i = 0; i < 32; i++) this.next();
  }

  /** From 0 up to 1. */
  next(): number {
    const [x, y, z, w] = this.state as unknown as [number, number, number, number];
    const t = x ^ (x << 11);
    this.state.set([y, z, w, w ^ (w >>> 19) ^ t ^ (t >>> 8)]);
    return this.state[3]! / TWO_32;
  }

  /** A whole number from 0 up to `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Hex digits, evenly spread, 8 for each of `words`. */
  hex(words: number): string {
    return Array.from({ length: words }, () => this.below(TWO_32).toString(16).padStart(8, '0')).join('');
  }

  /** How long one waits for what comes at random, `mean` on average. */
  wait(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }
}
