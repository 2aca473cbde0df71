import { portionsOf } from './portions.js';

const daysOf = (...counts: readonly number[]) => counts.map((events, i) => ({ day: i + 1, events }));

describe('portions of days', () => {
  it('hold as many events as they may, and one day at least', () => {
    expect(portionsOf(daysOf(4, 6, 1, 9, 11, 2, 12), 10)).toEqual([[1, 2], [3, 4], [5], [6], [7]]);
    expect(portionsOf(daysOf(11, 1, 1), 10)).toEqual([[1], [2, 3]]);
    expect(portionsOf([], 10)).toEqual([]);
  });
});
