import { type Metric, type Metrics, metricOf } from './metric.js';
import { type Dimension } from './dimension.js';
import { metaOf, type StatisticsMeta } from './statistics-meta.js';
import { rankingOf, type RankedValue, type StatisticsReader } from './statistics-reader.js';

const MINUTE = 60_000;
const MINUTES = 30;
const PRESENT = 5 * MINUTE;
const MOST_VALUES = 10;
const METRICS: readonly Metric[] = ['pageviews', 'visitors'];

/** A value, and what was counted of it in the last half hour. */
export interface RealtimeItem {
  readonly value: string;
  readonly metrics: Metrics;
}

/** What is going on. */
export interface Realtime {
  readonly site: string;
  /** When it was asked, ISO 8601 in UTC. */
  readonly at: string;
  /** Distinct visitors of the last five minutes. */
  readonly visitors: number;
  /** Page views of the last half hour. */
  readonly pageviews: number;
  /** Minute by minute, the one that is running last; `time` is its beginning, ISO 8601 in UTC. */
  readonly series: readonly { readonly time: string; readonly pageviews: number }[];
  /** The ten pages with the most page views of the last half hour. */
  readonly pages: readonly RealtimeItem[];
  /** Where those came from. */
  readonly sources: readonly RealtimeItem[];
  readonly countries: readonly RealtimeItem[];
  readonly meta: StatisticsMeta;
}

const itemOf = ({ value, counts }: RankedValue): RealtimeItem => ({
  value,
  metrics: Object.fromEntries(METRICS.map((metric) => [metric, metricOf(metric, counts)])),
});

/**
 * What is going on at a site.
 *
 * @param now milliseconds since the epoch
 */
export async function realtime(reader: StatisticsReader, site: string, now: number): Promise<Realtime> {
  const first = Math.floor(now / MINUTE) * MINUTE - (MINUTES - 1) * MINUTE;
  const minutes = Array.from({ length: MINUTES }, (_, i) => ({
    start: first + i * MINUTE,
    end: first + (i + 1) * MINUTE,
  }));
  const span = { start: first, end: first + MINUTES * MINUTE };
  const top = (dimension: Dimension): Promise<readonly RankedValue[]> =>
    reader.breakdown({ site, metrics: METRICS }, span, dimension, { by: rankingOf(dimension), limit: MOST_VALUES });
  const [counts, [present], pages, sources, countries, newest] = await Promise.all([
    reader.counts({ site, metrics: ['pageviews'] }, minutes),
    reader.counts({ site, metrics: ['visitors'] }, [{ start: now - PRESENT, end: now + 1 }]),
    top('page'),
    top('source'),
    top('country'),
    reader.newest(site),
  ]);
  return {
    site,
    at: new Date(now).toISOString(),
    visitors: present!.visitors.count,
    pageviews: counts.reduce((sum, { pageviews }) => sum + pageviews, 0),
    series: counts.map(({ pageviews }, i) => ({ time: new Date(minutes[i]!.start).toISOString(), pageviews })),
    pages: pages.map(itemOf),
    sources: sources.map(itemOf),
    countries: countries.map(itemOf),
    meta: metaOf(
      { metrics: METRICS },
      [present!, ...[...pages, ...sources, ...countries].map((one) => one.counts)],
      newest,
    ),
  };
}
