import { dayOf } from '../../../fold/days.js';
import { type Counts } from '../../../statistics/counts.js';
import { type Dimension, propertyOf } from '../../../statistics/dimension.js';
import { type Span } from '../../../statistics/period.js';
import { type BreakdownPage, type Question, type RankedValue } from '../../../statistics/statistics-reader.js';
import { withAftermath } from '../aftermath.js';
import { type Bucket, layersOf } from '../bucket.js';
import { countsOf } from '../counted-row.js';
import { isOfQuarters } from '../day-part.js';
import { pageOf } from '../ranking.js';
import { type Reading } from '../reading.js';
import { textsOfNumbers } from '../texts-of-numbers.js';
import { type Costly, wantedOf } from '../wanted.js';
import { ColumnTally } from './column-tally.js';
import { EventDays } from './event-days.js';
import { eventTestOf, knowsFilter } from './event-tests.js';
import { ValueGroups } from './value-groups.js';

/** All days that some spans, in the order of time, have a part of. */
function daysOf(spans: readonly Span[]): readonly number[] {
  const days = new Set<number>();
  for (const { start, end } of spans) for (let day = dayOf(start); day <= dayOf(end - 1); day++) days.add(day);
  return [...days];
}

/** Counts the events of days by columns: all but money, and what properties say. */
export class ColumnReader {
  constructor(private readonly reading: Reading) {}

  /** @returns `undefined` where columns do not know it */
  async counts({ filter, metrics }: Question, spans: readonly Span[]): Promise<readonly Counts[] | undefined> {
    if (!knowsFilter(filter) || !spans.every(isOfQuarters)) return undefined;
    const counts: Counts[] = spans.map(() => countsOf([]));
    for (const buckets of layersOf(spans)) {
      const days = await this.daysIn(buckets, wantedOf(metrics));
      if (!days) return undefined;
      const test = await eventTestOf(filter, this.reading, days);
      const tally = new ColumnTally(buckets, test, wantedOf(metrics));
      for await (const day of days.read(new Set(tally.needs))) tally.add(day);
      for (const { bucket } of buckets) counts[bucket] = countsOf([tally.of(bucket)]);
    }
    return counts;
  }

  /** @returns `undefined` where columns do not know it */
  async breakdown(
    { filter, metrics, currency }: Question,
    span: Span,
    dimension: Dimension,
    page: BreakdownPage,
  ): Promise<readonly RankedValue[] | undefined> {
    if (propertyOf(dimension) !== undefined || page.by === 'revenue') return undefined;
    if (!knowsFilter(filter) || !isOfQuarters(span)) return undefined;
    const [buckets = []] = layersOf([span]);
    if (buckets.length === 0) return [];
    const wanted = wantedOf([...metrics, page.by]);
    const days = await this.daysIn(buckets, wanted);
    if (!days) return undefined;
    const test = await eventTestOf(filter, this.reading, days, dimension);
    const [tally, groups] = [new ColumnTally(buckets, test, wanted), new ValueGroups(this.reading, dimension)];
    for await (const day of days.read(new Set([...tally.needs, ...groups.needs]))) tally.add(day, await groups.of(day));
    const all = groups.texts.map((order, group) => ({ value: '', counts: countsOf([tally.of(group)]), order }));
    const values = pageOf(all, page, currency);
    const texts = await textsOfNumbers(
      this.reading,
      values.map(({ order }) => order),
    );
    return values.map((value) => ({ ...value, value: texts.get(value.order) ?? '' }));
  }

  /** The days that it takes, those on which visits go on included. */
  private async daysIn(buckets: readonly Bucket[], wanted: ReadonlySet<Costly>): Promise<EventDays | undefined> {
    const time = wanted.has('visits') ? await withAftermath(this.reading, buckets) : buckets;
    return EventDays.of(this.reading, daysOf(time));
  }
}
