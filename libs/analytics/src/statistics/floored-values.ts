import { LARGEST_INTEGER } from '@nest-privacy/core/kit';
import { type Counts, NO_COUNTS } from './counts.js';
import { type Dimension } from './dimension.js';
import { type Inquiry } from './inquiry.js';
import { type Metric } from './metric.js';
import {
  type BreakdownPage,
  type BreakdownPosition,
  type RankedValue,
  type StatisticsReader,
} from './statistics-reader.js';
import { rankingsFor } from './rankings-for.js';
import { withheld } from './withheld.js';

/** Everything that is not told by itself; also what stands in the place of texts beyond a site's quota. */
export const OTHER = '(other)';
/** The numbers of {@link OTHER}: only these add up over the values that it is made of. */
export const OTHER_METRICS: ReadonlySet<Metric> = new Set<Metric>(['pageviews', 'events', 'revenue', 'misses']);
const MOST_VALUES = 100_000;
const AT_ONCE = 5_000;

/** A page of a breakdown in which no value is of fewer visitors than the floor: {@link OTHER}, the last, stands for those that would be. */
export async function flooredValues(
  reader: StatisticsReader,
  inquiry: Inquiry,
  dimension: Dimension,
  { by, limit, after }: BreakdownPage,
  floor: number,
): Promise<readonly RankedValue[]> {
  const all = await everyValue(reader, inquiry, dimension);
  const hidden = withheld(
    all.map(({ value, counts }) => (value === OTHER ? 0 : counts.visitors.count)),
    floor,
  );
  const rankOf = ({ counts }: RankedValue): number => inquiry.metricOf(by, counts);
  const kept = all
    .filter((value, i) => !hidden.has(i) && rankOf(value) !== 0)
    .sort((a, b) => rankOf(b) - rankOf(a) || a.order - b.order)
    .filter((value) => !after || isBehind(rankOf(value), value.order, after));
  const rest = all.filter((_value, i) => hidden.has(i));
  // Without one that has enough by itself, all of them together may still be a single visitor.
  const isTold = rest.some(({ counts }) => counts.visitors.count >= floor);
  const counts = rest.map((value) => value.counts).reduce(added, NO_COUNTS);
  return [...kept, ...(isTold ? [{ value: OTHER, counts, order: LARGEST_INTEGER }] : [])].slice(0, limit);
}

const isBehind = (rank: number, order: number, after: BreakdownPosition): boolean =>
  rank < after.rank || (rank === after.rank && order > after.order);

/** Every value that has anything of what is asked for; whatever the order, the same ones. */
async function everyValue(
  reader: StatisticsReader,
  inquiry: Inquiry,
  dimension: Dimension,
): Promise<readonly RankedValue[]> {
  const values = new Map<string, RankedValue>();
  for (const by of rankingsFor([...inquiry.question.metrics, 'visitors']))
    for await (const page of pages(reader, inquiry, dimension, by))
      for (const value of page) values.set(value.value, value);
  return [...values.values()];
}

async function* pages(
  reader: StatisticsReader,
  inquiry: Inquiry,
  dimension: Dimension,
  by: Metric,
): AsyncGenerator<readonly RankedValue[], void, undefined> {
  let after: BreakdownPosition | undefined;
  for (let seen = 0; seen < MOST_VALUES; seen += AT_ONCE) {
    const page = await reader.breakdown(inquiry.question, inquiry.period.span, dimension, {
      by,
      limit: AT_ONCE,
      after,
    });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    after = { rank: inquiry.metricOf(by, last.counts), order: last.order };
  }
}

const added = (one: Counts, other: Counts): Counts => ({
  ...NO_COUNTS,
  pageviews: one.pageviews + other.pageviews,
  events: one.events + other.events,
  misses: one.misses + other.misses,
  revenue: Object.fromEntries(
    [...new Set([...Object.keys(one.revenue), ...Object.keys(other.revenue)])].map((currency) => [
      currency,
      (one.revenue[currency] ?? 0) + (other.revenue[currency] ?? 0),
    ]),
  ),
});
