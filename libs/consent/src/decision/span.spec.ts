import fc from 'fast-check';
import { endOf, longestOf } from './span.js';

const end = (start: string, months: number): string => new Date(endOf(Date.parse(start), { months })).toISOString();

describe('a span of time', () => {
  it.each([
    ['2026-08-31T10:00:00.000Z', 6, '2027-02-28T10:00:00.000Z'],
    ['2027-08-31T10:00:00.000Z', 6, '2028-02-29T10:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', 12, '2029-02-28T23:59:59.999Z'],
    ['2028-02-29T00:00:00.000Z', 48, '2032-02-29T00:00:00.000Z'],
    ['2026-12-31T00:00:00.000Z', 2, '2027-02-28T00:00:00.000Z'],
    ['2026-06-15T12:00:00.000Z', 6, '2026-12-15T12:00:00.000Z'],
    // Berlin and New York put their clocks forward and back in between; UTC has no such hours.
    ['2026-03-29T00:59:59.999Z', 6, '2026-09-29T00:59:59.999Z'],
    ['2026-03-08T06:59:59.000Z', 8, '2026-11-08T06:59:59.000Z'],
    ['2026-10-25T01:00:00.000Z', 6, '2027-04-25T01:00:00.000Z'],
  ])('from %s lasts %i months of the calendar until %s', (start, months, until) => {
    expect(end(start, months)).toBe(until);
  });

  it('of milliseconds is what it says', () => {
    expect(endOf(5, 7)).toBe(12);
    expect(longestOf(7)).toBe(7);
  });

  it('never takes more than its bound, grows with each month, and ends on the same day or the last of the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2100, 0) }), fc.integer({ min: 1, max: 60 }), (start, months) => {
        const until = endOf(start, { months });
        expect(until - start).toBeLessThanOrEqual(longestOf({ months }));
        expect(until).toBeGreaterThan(endOf(start, { months: months - 1 }));
        const [from, to] = [new Date(start), new Date(until)];
        const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
        expect(to.getUTCDate()).toBe(Math.min(from.getUTCDate(), lastDay));
        expect(until % 86_400_000).toBe(start % 86_400_000);
      }),
    );
  });
});
