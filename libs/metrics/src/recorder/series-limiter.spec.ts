import fc from 'fast-check';
import { OTHER, SeriesLimiter } from './series-limiter.js';

interface Row {
  readonly values: readonly string[];
  count: number;
}

const limiterOf = (max: number, reserved: number, kept: boolean[], onOverflow = () => {}) =>
  new SeriesLimiter<Row>({ max, reserved, kept, open: [false, true], onOverflow }, (values) => ({ values, count: 0 }));

describe('SeriesLimiter', () => {
  it('keeps who came first, and counts the rest under other', () => {
    let overflows = 0;
    const limiter = limiterOf(3, 1, [false], () => overflows++);
    for (const value of ['a', 'b', 'c', 'd', 'a', 'c']) limiter.of([value]).count++;
    expect([...limiter.all()].map(({ values, count }) => [...values, count])).toEqual([
      ['a', 2],
      ['b', 1],
      [OTHER, 3],
    ]);
    expect(overflows).toBe(3);
  });

  it('keeps exact what the definition says', () => {
    const limiter = limiterOf(4, 3, [false, true]);
    for (const [path, status] of [
      ['/a', '2xx'],
      ['/b', '2xx'],
      ['/c', '5xx'],
      ['/d', 'bogus'],
    ] as const)
      limiter.of([path, status]).count++;
    expect([...limiter.all()].map(({ values }) => values)).toEqual([
      ['/a', '2xx'],
      [OTHER, '2xx'],
      [OTHER, '5xx'],
      [OTHER, OTHER],
    ]);
  });

  it('has room for what is its own when there is none left', () => {
    let overflows = 0;
    const limiter = limiterOf(3, 1, [false, false], () => overflows++);
    for (const path of ['/a', '/b', '/c', '/d']) limiter.of([path, 'x']).count++;
    for (const [path, referrer] of [
      ['/a', 'x'],
      ['/own', 'y'],
      ['/own', 'z'],
      ['/own', OTHER],
    ] as const)
      limiter.ofOwn([path, referrer]).count++;
    expect([...limiter.all()].map(({ values, count }) => [...values, count])).toEqual([
      ['/a', 'x', 2],
      ['/b', 'x', 1],
      ['/own', OTHER, 3],
      [OTHER, OTHER, 2],
    ]);
    expect(overflows).toBe(4);
  });

  it('never exceeds its limit and never loses an observation, whatever the values', () => {
    const label = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(label, label), { maxLength: 80 }),
        fc.integer({ min: 10, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (observations, max, reserved) => {
          const limiter = limiterOf(max, reserved, [false, true]);
          for (const values of observations) limiter.of(values).count++;
          const rows = [...limiter.all()];
          expect(rows.length).toBeLessThanOrEqual(max);
          expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(observations.length);
        },
      ),
    );
  });
});
