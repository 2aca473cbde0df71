import fc from 'fast-check';
import { columnOf } from './column.js';
import { columnFromText, columnToText } from './column-text.js';

const numbersOf = (text: string): readonly number[] => {
  const { values, places } = columnFromText(text);
  return [...places].map((place) => values[place]!);
};

describe('a column as text', () => {
  it('holds its numbers in their order: small ones, none, and such as take 53 bits', () => {
    const number = fc.oneof(fc.integer({ min: -1, max: 300 }), fc.integer({ min: -1, max: 2 ** 31 }), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        expect(numbersOf(columnToText(columnOf(numbers)))).toEqual(numbers);
      }),
      { seed: 20_261_123 },
    );
  });

  it.each([
    [-1, 2 ** 31 - 2],
    [-1, 2 ** 31 - 1],
    [0, 2 ** 31 - 1],
  ])('holds %i beside %i', (...numbers) => {
    expect(numbersOf(columnToText(columnOf(numbers)))).toEqual(numbers);
  });

  it.each([256, 257, 65_536, 65_537])('holds %i different numbers', (count) => {
    const numbers = Array.from({ length: count + 5 }, (_, i) => ((i * 7_919) % count) * 3);
    expect(numbersOf(columnToText(columnOf(numbers)))).toEqual(numbers);
  });

  it('takes little where few numbers are different', () => {
    const countries = Array.from({ length: 45_000 }, (_, i) => (i * 7) % 11);
    expect(columnToText(columnOf(countries)).length).toBeLessThan(45_000 / 4);
  });
});
