import { ALL_VISITORS, SKETCH_BYTES, visitorAt } from './theta-sketch.js';

const HIGH = 2 ** 32;

/** How many visitors there are. */
export interface CountedVisitors {
  /** A whole number. */
  readonly count: number;
  /** Relative standard error of the count; 0 where it is exact. */
  readonly error: number;
}

/**
 * Counts who is in any of many sketches, without a set of all of them: they are read where they stand, from the smallest on, up to the least of all thresholds.
 *
 * @see ThetaSketch
 */
export class ThetaUnion {
  private readonly sketches: Buffer[] = [];
  private readonly single: number[] = [];
  private threshold = ALL_VISITORS;

  /** @param text as `ThetaSketch.toText` made it */
  add(text: string): void {
    if (text === '') return;
    const sketch = Buffer.from(text, 'base64');
    this.threshold = Math.min(this.threshold, visitorAt(sketch, 0));
    this.sketches.push(sketch);
  }

  /** @param visitor of 52 bits */
  addVisitor(visitor: number): void {
    this.single.push(visitor);
  }

  /** As of a sketch that everybody was added to. */
  counted(): CountedVisitors {
    const { threshold } = this;
    const found = this.distinct();
    if (threshold === ALL_VISITORS) return { count: found, error: 0 };
    return { count: Math.round((found * ALL_VISITORS) / threshold), error: 1 / Math.sqrt(Math.max(1, found)) };
  }

  private distinct(): number {
    const [high, low] = [Math.floor(this.threshold / HIGH), this.threshold % HIGH];
    const most = this.sketches.reduce((sum, { length }) => sum + length / SKETCH_BYTES, this.single.length);
    const table = new DistinctVisitors(most);
    for (const sketch of this.sketches) {
      for (let at = SKETCH_BYTES; at < sketch.length; at += SKETCH_BYTES) {
        const upper = (sketch[at]! << 16) | (sketch[at + 1]! << 8) | sketch[at + 2]!;
        const lower =
          ((sketch[at + 3]! << 24) | (sketch[at + 4]! << 16) | (sketch[at + 5]! << 8) | sketch[at + 6]!) >>> 0;
        if (upper > high || (upper === high && lower >= low)) break;
        table.add(upper, lower);
      }
    }
    for (const visitor of this.single)
      if (visitor < this.threshold) table.add(Math.floor(visitor / HIGH), visitor % HIGH);
    return table.count;
  }
}

/** A set of pairs that only grows. Visitors are evenly spread, so that their lower bits tell their place. */
class DistinctVisitors {
  count = 0;
  private readonly upper: Int32Array;
  private readonly lower: Uint32Array;
  private readonly mask: number;

  /** @param most how many there are, at most */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.upper = new Int32Array(size);
    this.lower = new Uint32Array(size);
    this.mask = size - 1;
  }

  add(upper: number, lower: number): void {
    // A free place has 0.
    const taken = upper + 1;
    let place = lower & this.mask;
    while (this.upper[place] !== 0) {
      if (this.upper[place] === taken && this.lower[place] === lower) return;
      place = (place + 1) & this.mask;
    }
    this.upper[place] = taken;
    this.lower[place] = lower;
    this.count += 1;
  }
}
