import { Period } from './period.js';

const iso = (at: number): string => new Date(at).toISOString();

describe('a period', () => {
  it.each([
    ['UTC', '2026-06-15', '2026-06-15', '2026-06-15T00:00:00.000Z', '2026-06-16T00:00:00.000Z'],
    ['Asia/Kathmandu', '2026-06-15', '2026-06-16', '2026-06-14T18:15:00.000Z', '2026-06-16T18:15:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
  ])('in %s from %s to %s begins %s and ends %s', (zone, from, to, start, end) => {
    const { span } = Period.of(from, to, zone);
    expect([iso(span.start), iso(span.end)]).toEqual([start, end]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Asia/Kathmandu', '2026-06-15', 24],
  ])('of one day in %s on %s has %d hours', (zone, day, hours) => {
    expect(Period.of(day, day, zone).buckets('hour')).toHaveLength(hours);
  });

  it('is cut into weeks that begin on Monday', () => {
    const starts = Period.of('2026-06-10', '2026-06-23', 'UTC').buckets('week');
    expect(starts.map(({ start }) => iso(start).slice(0, 10))).toEqual(['2026-06-10', '2026-06-15', '2026-06-22']);
  });

  it.each([
    ['2026-02-30', '2026-03-01', 'UTC', 'PERIOD_INVALID'],
    ['2026-03-02', '2026-03-01', 'UTC', 'PERIOD_INVALID'],
    ['yesterday', '2026-03-01', 'UTC', 'PERIOD_INVALID'],
    ['2000-01-01', '2026-03-01', 'UTC', 'PERIOD_INVALID'],
    ['2026-03-01', '2026-03-01', 'Mars/Olympus', 'TIMEZONE_UNKNOWN'],
    ['2026-03-01', '2026-03-01', "UTC'; DROP TABLE x", 'TIMEZONE_UNKNOWN'],
  ])('from %s to %s in %s is refused', (from, to, zone, code) => {
    expect(() => Period.of(from, to, zone)).toThrow(expect.objectContaining({ code }));
  });

  it('is not cut into more pieces than anybody could read', () => {
    expect(() => Period.of('2026-01-01', '2026-12-31', 'UTC').buckets('hour')).toThrow(
      expect.objectContaining({ code: 'PERIOD_INVALID' }),
    );
  });

  const days = ({ from, to }: Period): string => `${from} ${to}`;

  it.each([
    ['2026-06-15', '2026-06-15', '2026-06-14 2026-06-14', '2025-06-15 2025-06-15'],
    ['2026-06-01', '2026-06-30', '2026-05-02 2026-05-31', '2025-06-01 2025-06-30'],
    ['2026-03-01', '2026-03-31', '2026-01-29 2026-02-28', '2025-03-01 2025-03-31'],
    ['2024-03-01', '2024-03-31', '2024-01-30 2024-02-29', '2023-03-01 2023-03-31'],
    ['2024-02-29', '2024-02-29', '2024-02-28 2024-02-28', '2023-02-28 2023-02-28'],
    ['2024-02-01', '2024-02-29', '2024-01-03 2024-01-31', '2023-02-01 2023-02-28'],
    ['2025-02-28', '2025-03-01', '2025-02-26 2025-02-27', '2024-02-28 2024-03-01'],
    ['2026-01-01', '2026-12-31', '2025-01-01 2025-12-31', '2025-01-01 2025-12-31'],
    ['2024-01-01', '2024-12-31', '2022-12-31 2023-12-31', '2023-01-01 2023-12-31'],
  ])('from %s to %s comes after %s, and a year after %s', (from, to, before, yearBefore) => {
    const period = Period.of(from, to, 'Europe/Berlin');
    expect([days(period.before), days(period.yearBefore)]).toEqual([before, yearBefore]);
    expect(period.before.span.end).toBe(period.span.start);
    expect(period.before.buckets('day')).toHaveLength(period.buckets('day').length);
  });

  it.each([
    ['2026-03-29', 23, 24],
    ['2026-03-30', 24, 23],
    ['2026-10-25', 25, 24],
    ['2026-10-26', 24, 25],
  ])('of %s in Berlin has %d hours, and the day before it %d', (day, hours, before) => {
    const period = Period.of(day, day, 'Europe/Berlin');
    expect([period.buckets('hour').length, period.before.buckets('hour').length]).toEqual([hours, before]);
  });

  it.each([
    ['2026-06-01', '2026-06-07', '2026-06-01 2026-06-07'],
    ['2026-06-03', '2026-06-03', '2026-06-01 2026-06-07'],
    ['2026-06-07', '2026-06-08', '2026-06-01 2026-06-14'],
    ['2026-01-01', '2026-01-31', '2025-12-29 2026-02-01'],
  ])('from %s to %s lies in the weeks %s', (from, to, weeks) => {
    expect(days(Period.of(from, to, 'Asia/Kolkata').inWholeWeeks)).toBe(weeks);
  });
});
