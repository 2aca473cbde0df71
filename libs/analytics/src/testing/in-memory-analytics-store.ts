import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Metrics } from '../statistics/metrics.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPage,
  type Dimension,
  rankingOf,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { faultOfMember } from '../store/event-check.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';

const count = (events: readonly AnalyticsEvent[]): Metrics => ({
  pageviews: events.filter(({ kind }) => kind === 'pageview').length,
  visitors: new Set(events.flatMap(({ visitor }) => visitor ?? [])).size,
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

  total(site: string, span: Span): Promise<Metrics> {
    return Promise.resolve(count(this.within(site, span)));
  }

  series(site: string, spans: readonly Span[]): Promise<readonly Metrics[]> {
    return Promise.resolve(spans.map((span) => count(this.within(site, span))));
  }

  breakdown(site: string, span: Span, dimension: Dimension, page: BreakdownPage): Promise<readonly RankedValue[]> {
    const { limit, after = { rank: Infinity, order: -1 } } = page;
    const ranking = rankingOf(dimension);
    const member = dimension === 'event' ? 'name' : dimension;
    const ranked = this.within(site, span).filter(({ kind }) => (kind === 'event') === (dimension === 'event'));
    const values = [...new Set(ranked.map((event) => event[member]))]
      .filter((value) => value !== '')
      .map((value) => ({
        value,
        metrics: count(ranked.filter((event) => event[member] === value)),
        order: this.events.findIndex((event) => event[member] === value),
      }))
      .sort((a, b) => b.metrics[ranking] - a.metrics[ranking] || a.order - b.order)
      .filter(({ metrics, order }) => {
        const rank = metrics[ranking];
        return rank < after.rank || (rank === after.rank && order > after.order);
      });
    return Promise.resolve(values.slice(0, limit));
  }

  private within(site: string, { start, end }: Span): AnalyticsEvent[] {
    return this.events.filter(
      (event) => event.site === site && event.bot === '' && event.at >= start && event.at < end,
    );
  }
}
