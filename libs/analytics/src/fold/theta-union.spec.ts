import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { ALL_VISITORS, isThinnedOut, ThetaSketch } from './theta-sketch.js';
import { ThetaUnion } from './theta-union.js';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200);

/** Some that are next to each other, by which places in a table are taken twice, and some from anywhere. */
const visitors = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 40 }).map((high) => high * 2 ** 32 + 7),
  fc.maxSafeInteger().map((number) => Math.abs(number) % ALL_VISITORS),
);
const BITS_52 = 13;
/** Evenly spread. */
const PEOPLE = Array.from({ length: 8_001 }, (_, i) =>
  parseInt(createHash('sha256').update(String(i)).digest('hex').slice(0, BITS_52), 16),
);

function sketchOf(some: Iterable<number>): string {
  const sketch = ThetaSketch.empty();
  for (const visitor of some) sketch.add(visitor);
  return sketch.toText();
}

/** Of so many visitors that most have to be left out. */
const crowd = (first: number, count: number): number[] => PEOPLE.slice(first, first + count);

describe('a union of sketches', () => {
  it('counts everybody once as long as no sketch left anybody out', () => {
    fc.assert(
      fc.property(fc.array(fc.array(visitors)), fc.array(visitors), (sketches, single) => {
        const union = new ThetaUnion();
        for (const some of sketches) union.add(sketchOf(some));
        for (const visitor of single) union.addVisitor(visitor);
        expect(union.counted()).toEqual({ count: new Set([...sketches.flat(), ...single]).size, error: 0 });
      }),
      { numRuns: RUNS },
    );
  });

  it('says the same as one sketch of those below the least threshold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 1, max: 3_000 })), { minLength: 1, maxLength: 4 }),
        (crowds) => {
          const texts = crowds.map(([first, count]) => sketchOf(crowd(first, count)));
          const union = new ThetaUnion();
          for (const text of texts) union.add(text);
          const least = Math.min(
            ...texts.map((text) => Number(BigInt(`0x${Buffer.from(text, 'base64').toString('hex', 0, 7)}`))),
          );
          const below = new Set(
            crowds.flatMap(([first, count]) => crowd(first, count)).filter((visitor) => visitor < least),
          );
          const { count, error } = union.counted();
          expect(count).toBe(Math.round((below.size * ALL_VISITORS) / least));
          expect(error > 0).toBe(texts.some(isThinnedOut));
          const all = new Set(crowds.flatMap(([first, size]) => crowd(first, size))).size;
          expect(Math.abs(count - all)).toBeLessThanOrEqual(6 * error * all);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('is empty without any', () => {
    const union = new ThetaUnion();
    union.add('');
    expect(union.counted()).toEqual({ count: 0, error: 0 });
    expect(isThinnedOut('')).toBe(false);
  });
});
