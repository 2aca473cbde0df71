import fc from 'fast-check';
import { type Interval, Period } from './period.js';

const ZONES = [
  'UTC',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
];
/** Both changes of the clock in Berlin and on Lord Howe Island lie in here. */
const FIRST = Date.parse('2026-03-20T00:00:00Z');
const LAST = Date.parse('2026-10-31T00:00:00Z');
const CHANGES = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'].map(
  (change) => Date.parse(change),
);
const DAY = 86_400_000;

const instants = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -26 * 3_600_000, max: 26 * 3_600_000 }))
    .map(([at, by]) => at + by),
);

const CLOCKS = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
);

/** What calendar and clock say somewhere, by another way than the code under test takes. */
const local = (at: number, zone: string): string => CLOCKS.get(zone)!.format(at);

const bucketOf = (at: number, zone: string, interval: Exclude<Interval, 'hour'>): string => {
  const wall = local(at, zone);
  if (interval === 'month') return wall.slice(0, 7);
  if (interval === 'day') return wall.slice(0, 10);
  const monday = new Date(`${wall.slice(0, 10)}T00:00:00Z`);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return monday.toISOString().slice(0, 10);
};

describe('days of a calendar', () => {
  it('hold what the clocks of their zone say, in any cut', () => {
    fc.assert(
      fc.property(
        fc.array(instants, { maxLength: 40 }),
        fc.constantFrom(...ZONES),
        instants,
        fc.integer({ min: 0, max: 45 }),
        fc.constantFrom<Interval>('hour', 'day', 'week', 'month'),
        (given, zone, begin, length, interval) => {
          const from = local(begin, zone).slice(0, 10);
          const days = interval === 'hour' ? length % 5 : length;
          const to = new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10);
          const period = Period.of(from, to, zone);
          const buckets = period.buckets(interval);
          const { start, end } = period.span;

          for (const at of given) {
            const day = local(at, zone).slice(0, 10);
            expect(at >= start && at < end).toBe(day >= from && day <= to);
          }
          expect([buckets[0]!.start, buckets.at(-1)!.end]).toEqual([start, end]);
          buckets.slice(1).forEach((bucket, i) => expect(bucket.start).toBe(buckets[i]!.end));
          if (interval === 'hour') {
            for (const bucket of buckets) expect(local(bucket.start, zone)).toMatch(/:(00|30):00$/);
            return;
          }
          const names = buckets.map((bucket) => bucketOf(bucket.start, zone, interval));
          expect(new Set(names).size).toBe(names.length);
          buckets.forEach((bucket, i) => expect(bucketOf(bucket.end - 1, zone, interval)).toBe(names[i]));
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    );
  });
});
