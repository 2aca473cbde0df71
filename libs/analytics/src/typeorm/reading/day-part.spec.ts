import fc from 'fast-check';
import { days, hours, minutes } from '@nest-privacy/core';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { cutSpan, dayPartsOf, isInsideDay, isOfQuarters } from './day-part.js';

const MIDNIGHT = Date.parse('2026-06-15T00:00:00Z');
const DAY = MIDNIGHT / days(1);
const { total, quarter, lastQuarter } = SUM_DIMENSION;

const at = (hour: number, day = 0): number => MIDNIGHT + day * days(1) + hours(hour);

describe('the parts of a span', () => {
  it('are whole days where it begins and ends at midnight of UTC', () => {
    const span = { start: at(0), end: at(0, 3) };
    expect(cutSpan(span)).toEqual({ whole: [DAY, DAY + 2], edges: [] });
    expect(dayPartsOf(span, 7)).toEqual([
      { bucket: 7, dimension: total, days: [DAY, DAY + 2], values: [0, 1], counts: 1, visitors: 1 },
    ]);
  });

  it('are quarters before and after the midnights of other zones: those who were there last, and those who came first', () => {
    const kathmandu = { start: at(0) - minutes(345), end: at(0, 2) - minutes(345) };
    expect(cutSpan(kathmandu).whole).toEqual([DAY, DAY]);
    expect(dayPartsOf(kathmandu, 0)).toEqual([
      { bucket: 0, dimension: quarter, days: [DAY - 1, DAY - 1], values: [73, 96], counts: 1, visitors: 0 },
      { bucket: 0, dimension: lastQuarter, days: [DAY - 1, DAY - 1], values: [73, 96], counts: 0, visitors: 1 },
      { bucket: 0, dimension: quarter, days: [DAY + 1, DAY + 1], values: [0, 73], counts: 1, visitors: 1 },
      { bucket: 0, dimension: total, days: [DAY, DAY], values: [0, 1], counts: 1, visitors: 1 },
    ]);
  });

  it('are two edges where less than a day lies on either side of one midnight', () => {
    const span = { start: at(23), end: at(1, 1) };
    expect(cutSpan(span)).toEqual({
      whole: undefined,
      edges: [
        { start: at(23), end: at(0, 1) },
        { start: at(0, 1), end: at(1, 1) },
      ],
    });
  });

  it('tell no visitors of hours in the middle of a day', () => {
    const noon = { start: at(12), end: at(13) };
    expect(isInsideDay(noon)).toBe(true);
    expect(dayPartsOf(noon, 0).every(({ visitors }) => visitors === 0)).toBe(true);
    for (const edge of [
      { start: at(0), end: at(1) },
      { start: at(23), end: at(0, 1) },
      { start: at(23), end: at(1, 1) },
    ])
      expect(isInsideDay(edge)).toBe(false);
  });

  it('cover each quarter of an hour once', () => {
    const quarters = fc.integer({ min: -300, max: 300 }).map((count) => MIDNIGHT + count * minutes(15));
    fc.assert(
      fc.property(quarters, fc.integer({ min: 1, max: 400 }), (start, length) => {
        const span = { start, end: start + length * minutes(15) };
        expect(isOfQuarters(span)).toBe(true);
        const covered = dayPartsOf(span, 0)
          .filter(({ counts }) => counts === 1)
          .map(({ dimension, days: [first, last], values: [from, to] }) =>
            dimension === total ? (last - first + 1) * 96 : to - from,
          );
        expect(covered.reduce((sum, count) => sum + count, 0)).toBe(length);
        const pieces = cutSpan(span);
        const inEdges = pieces.edges.reduce((sum, edge) => sum + edge.end - edge.start, 0);
        const inDays = pieces.whole ? (pieces.whole[1] - pieces.whole[0] + 1) * days(1) : 0;
        expect(inEdges + inDays).toBe(length * minutes(15));
      }),
    );
  });
});
