import { type Metric, metricOf } from '../../statistics/metric.js';
import { type BreakdownPage, type BreakdownPosition, type RankedValue } from '../../statistics/statistics-reader.js';
import { type COUNTED } from './counted-row.js';
import { type Values } from './values.js';

const real = (name: string): string => `CAST(a."${name}" AS double precision)`;
const perVisit = (number: string): string => `CASE WHEN a."visits" = 0 THEN 0 ELSE ${number} / ${real('visits')} END`;

/** The same numbers as those of `metricOf`, to the last digit. */
const RANKS: Readonly<Record<Metric, string>> = {
  pageviews: real('pageviews'),
  visitors: real('visitors'),
  visits: real('visits'),
  viewsPerVisit: perVisit(real('pageviews')),
  bounceRate: perVisit(real('bounces')),
  duration: perVisit(`${real('duration')} / 1000`),
  events: real('events'),
  eventRate: perVisit(real('events')),
  revenue: `${real('revenue')} / 10000`,
  misses: real('misses'),
};

const NEEDED: Readonly<Record<Metric, readonly (typeof COUNTED)[number][]>> = {
  pageviews: ['pageviews'],
  visitors: ['visitors'],
  visits: ['visits'],
  viewsPerVisit: ['pageviews', 'visits'],
  bounceRate: ['bounces', 'visits'],
  duration: ['duration', 'visits'],
  events: ['events'],
  eventRate: ['events', 'visits'],
  revenue: [],
  misses: ['misses'],
};

/** The numbers that a ranking takes. */
export const rankedBy = (metric: Metric): readonly (typeof COUNTED)[number][] => NEEDED[metric];

/** What values are ranked by, of their row `a`. */
export const rankSql = (metric: Metric): string => RANKS[metric];

/** Whether a row `b` with its rank comes after the page before, and has anything of what it is ranked by. */
export function behindSql({ after }: BreakdownPage, values: Values): string {
  if (!after) return 'b."rank" <> 0';
  const [rank, order] = [values.of(after.rank), values.of(after.order)];
  return `b."rank" <> 0 AND (b."rank" < ${rank} OR (b."rank" = ${rank} AND b."value" > ${order}))`;
}

/** The same of what is all at hand. */
export function pageAmong<Item>(
  all: readonly Item[],
  { limit, after = { rank: Infinity, order: -1 } }: Pick<BreakdownPage, 'limit' | 'after'>,
  placeOf: (item: Item) => BreakdownPosition,
): readonly Item[] {
  return all
    .map((item) => ({ item, ...placeOf(item) }))
    .filter(({ rank, order }) => rank !== 0 && (rank < after.rank || (rank === after.rank && order > after.order)))
    .sort((a, b) => b.rank - a.rank || a.order - b.order)
    .slice(0, limit)
    .map(({ item }) => item);
}

/** The page of values whose numbers are all known. */
export const pageOf = (
  all: readonly RankedValue[],
  page: BreakdownPage,
  currency: string | undefined,
): readonly RankedValue[] =>
  pageAmong(all, page, ({ counts, order }) => ({ rank: metricOf(page.by, counts, currency), order }));
