import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type Counts } from '../statistics/counts.js';
import { type Dimension, kindsOf } from '../statistics/dimension.js';
import { metricOf } from '../statistics/metric.js';
import { type Span } from '../statistics/period.js';
import {
  type BreakdownPage,
  type Cohort,
  type FunnelStep,
  type Question,
  type RankedValue,
  type StatisticsReader,
} from '../statistics/statistics-reader.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { faultOfMember } from '../store/event-check.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';
import { cohortsOf } from './counting/cohorts-of.js';
import { type CountedEvent, countedEvents } from './counting/counted-event.js';
import { countsOf, visitsWith } from './counting/counts-of.js';
import { funnelOf } from './counting/funnel-of.js';
import { matching } from './counting/matching.js';
import { valueOf } from './counting/value-of.js';

/** Keeps events in an array, each once, and counts them one by one, anew for each question: slow, and plainly what `docs/analytics.md` says. */
export class InMemoryAnalyticsStore implements AnalyticsStore, StatisticsReader {
  readonly events: AnalyticsEvent[] = [];
  readonly isOpen = true;
  private readonly keys = new Set<string>();
  private readonly orders = new Map<string, number>();

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

  counts({ site, filter }: Question, spans: readonly Span[]): Promise<readonly Counts[]> {
    const events = matching(this.of(site), filter);
    return Promise.resolve(spans.map((span) => countsOf(events, span)));
  }

  breakdown(
    { site, filter, currency }: Question,
    span: Span,
    dimension: Dimension,
    { by, limit, after = { rank: Infinity, order: -1 } }: BreakdownPage,
  ): Promise<readonly RankedValue[]> {
    const rankOf = ({ counts }: RankedValue): number => metricOf(by, counts, currency);
    const kinds = kindsOf(dimension);
    const events = matching(this.of(site), filter, dimension).filter(({ event }) => kinds.includes(event.kind));
    const values = [...new Set(events.map((counted) => valueOf(dimension, counted)))]
      .filter((value) => value !== '')
      .map((value) => ({
        value,
        counts: countsOf(
          events.filter((counted) => valueOf(dimension, counted) === value),
          span,
        ),
        order: this.orderOf(value),
      }))
      .filter((value) => rankOf(value) !== 0)
      .sort((a, b) => rankOf(b) - rankOf(a) || a.order - b.order)
      .filter((value) => {
        const rank = rankOf(value);
        return rank < after.rank || (rank === after.rank && value.order > after.order);
      });
    return Promise.resolve(values.slice(0, limit));
  }

  currencies({ site, filter }: Question, span: Span): Promise<readonly string[]> {
    return Promise.resolve(Object.keys(countsOf(matching(this.of(site), filter), span).revenue).sort());
  }

  funnel({ site, filter }: Question, span: Span, steps: readonly FunnelStep[]): Promise<readonly number[]> {
    const events = this.of(site);
    return Promise.resolve(funnelOf(visitsWith(matching(events, filter), span), events, steps));
  }

  retention({ site, filter }: Question, spans: readonly Span[]): Promise<readonly Cohort[]> {
    return Promise.resolve(cohortsOf(matching(this.of(site), filter), spans));
  }

  newest(site: string): Promise<number | null> {
    const times = this.events.filter((event) => event.site === site).map(({ at }) => at);
    return Promise.resolve(times.length === 0 ? null : Math.max(...times));
  }

  private of(site: string): readonly CountedEvent[] {
    return countedEvents(this.events.filter((event) => event.site === site));
  }

  private orderOf(value: string): number {
    const order = this.orders.get(value) ?? this.orders.size;
    this.orders.set(value, order);
    return order;
  }
}
