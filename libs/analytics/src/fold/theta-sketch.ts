/** Visitors that one sketch keeps; more are thinned out. */
const KEPT = 512;
/** Bytes of a visitor, and of the threshold before them. */
export const SKETCH_BYTES = 7;
/** Visitors are whole numbers below it, evenly spread, for they are parts of hashes. */
export const ALL_VISITORS = 2 ** 52;
const HALF = 2 ** 32;

/** The visitor, or the threshold, that stands at a byte of a sketch. */
export const visitorAt = (bytes: Buffer, at: number): number =>
  bytes.readUIntBE(at, 3) * HALF + bytes.readUInt32BE(at + 3);

function write(bytes: Buffer, value: number, at: number): void {
  bytes.writeUIntBE(Math.floor(value / HALF), at, 3);
  bytes.writeUInt32BE(value % HALF, at + 3);
}

/** As many characters of a text tell its threshold. */
const OF_THRESHOLD = 12;

/** Whether a text is that of a sketch that had to leave visitors out. */
export const isThinnedOut = (text: string): boolean =>
  text !== '' && visitorAt(Buffer.from(text.slice(0, OF_THRESHOLD), 'base64'), 0) < ALL_VISITORS;

/**
 * A set of visitors that never grows beyond a bound: of more it keeps those below a threshold, and tells by their number how many there are in all. As long as nothing was left out it is
 * exact. Whom it keeps can be taken out again, without a trace.
 *
 * @see ThetaUnion, which counts
 * @see Dasgupta, Lang, Rhodes, Thaler: A Framework for Estimating Stream Expression Cardinalities (2015), "theta sketches"
 */
export class ThetaSketch {
  private constructor(
    private readonly visitors: Set<number>,
    private threshold: number,
  ) {}

  static empty(): ThetaSketch {
    return new ThetaSketch(new Set(), ALL_VISITORS);
  }

  /** @param text as {@link toText} made it; the empty text is the empty sketch */
  static fromText(text: string): ThetaSketch {
    const sketch = ThetaSketch.empty();
    if (text === '') return sketch;
    const bytes = Buffer.from(text, 'base64');
    sketch.threshold = visitorAt(bytes, 0);
    for (let at = SKETCH_BYTES; at < bytes.length; at += SKETCH_BYTES) sketch.visitors.add(visitorAt(bytes, at));
    return sketch;
  }

  /** @param visitor of 52 bits */
  add(visitor: number): void {
    if (visitor >= this.threshold) return;
    this.visitors.add(visitor);
  }

  remove(visitor: number): void {
    this.visitors.delete(visitor);
  }

  /** Thins it out to its bound, in base64; the empty text for the empty sketch. */
  toText(): string {
    if (this.visitors.size === 0 && this.threshold === ALL_VISITORS) return '';
    const sorted = Float64Array.from(this.visitors).sort();
    const kept = sorted.subarray(0, KEPT);
    if (sorted.length > KEPT) this.threshold = sorted[KEPT]!;
    const bytes = Buffer.alloc((kept.length + 1) * SKETCH_BYTES);
    write(bytes, this.threshold, 0);
    kept.forEach((visitor, i) => write(bytes, visitor, (i + 1) * SKETCH_BYTES));
    return bytes.toString('base64');
  }
}
