import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Counts, NO_COUNTS } from '../statistics/counts.js';
import { type Dimension } from '../statistics/dimension.js';
import { metricOf } from '../statistics/metric.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPage,
  type Cohort,
  type Question,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { faultOfMember } from '../store/event-check.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';

const count = (events: readonly AnalyticsEvent[]): Counts => ({
  ...NO_COUNTS,
  pageviews: events.filter(({ kind }) => kind === 'pageview').length,
  visitors: { count: new Set(events.flatMap(({ visitor }) => visitor ?? [])).size, error: 0 },
  events: events.filter(({ kind }) => kind === 'event').length,
});

/** Keeps events in an array, each once, and counts them one by one. */
export class InMemoryAnalyticsStore implements AnalyticsStore, StatisticsReader {
  readonly events: AnalyticsEvent[] = [];
  readonly isOpen = true;
  private readonly keys = new Set<string>();

  append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    const fault = events.map(faultOfMember).find((member) => member !== undefined);
    if (fault !== undefined) return Promise.reject(new UnstorableEventError(`its "${fault}" is not as it must be`));
    const fresh = events.filter(({ site, id }) => {
      const key = `${site} ${id}`;
      return !this.keys.has(key) && this.keys.add(key);
    });
    this.events.push(...fresh);
    return Promise.resolve(fresh);
  }

  counts({ site }: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    return Promise.resolve(spans.map((span) => count(this.within(site, span))));
  }

  breakdown({ site }: Question, span: Span, dimension: Dimension, page: BreakdownPage): Promise<readonly RankedValue[]> {
    const { by, limit, after = { rank: Infinity, order: -1 } } = page;
    const member = (dimension === 'event' ? 'name' : dimension) as 'page';
    const ranked = this.within(site, span).filter(({ kind }) => (kind === 'event') === (dimension === 'event'));
    const values = [...new Set(ranked.map((event) => event[member]))]
      .filter((value) => value !== '')
      .map((value) => ({
        value,
        counts: count(ranked.filter((event) => event[member] === value)),
        order: this.events.findIndex((event) => event[member] === value),
      }))
      .sort((a, b) => metricOf(by, b.counts) - metricOf(by, a.counts) || a.order - b.order)
      .filter(({ counts, order }) => {
        const rank = metricOf(by, counts);
        return rank < after.rank || (rank === after.rank && order > after.order);
      });
    return Promise.resolve(values.slice(0, limit));
  }

  currencies(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  funnel(): Promise<readonly number[]> {
    return Promise.resolve([]);
  }

  retention(): Promise<readonly Cohort[]> {
    return Promise.resolve([]);
  }

  newest(): Promise<number | null> {
    return Promise.resolve(null);
  }

  private within(site: string, { start, end }: Span): AnalyticsEvent[] {
    return this.events.filter(
      (event) => event.site === site && event.bot === '' && event.at >= start && event.at < end,
    );
  }
}
