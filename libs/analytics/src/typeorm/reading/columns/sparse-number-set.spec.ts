import fc from 'fast-check';
import { SparseNumberSet } from './sparse-number-set.js';

describe('a set of numbers', () => {
  it('tells what is new as a Set does, however many there are and also once it was cleared', () => {
    const number = fc.oneof(
      fc.nat(50),
      fc.maxSafeNat(),
      fc.nat(1_000).map((high) => high * 2 ** 32),
    );
    fc.assert(
      fc.property(fc.array(fc.array(number, { size: 'large' }), { maxLength: 3 }), (rounds) => {
        const set = new SparseNumberSet();
        for (const numbers of rounds) {
          const seen = new Set<number>();
          for (const one of numbers) {
            expect(set.add(one)).toBe(!seen.has(one));
            seen.add(one);
          }
          set.clear();
        }
      }),
      { seed: 20_261_123, numRuns: 50 },
    );
  });

  it('grows', () => {
    const set = new SparseNumberSet();
    const numbers = Array.from({ length: 100_000 }, (_, i) => i * 2 ** 20);
    expect(numbers.every((number) => set.add(number))).toBe(true);
    expect(numbers.some((number) => set.add(number))).toBe(false);
  });
});
