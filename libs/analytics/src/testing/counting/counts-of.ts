import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Counts } from '../../statistics/counts.js';
import { type Span } from '../../statistics/period.js';
import { type CountedEvent } from './counted-event.js';
import { type Visit } from './visit.js';

/** Whether an instant lies in a span. */
export const isWithin = ({ start, end }: Span, at: number): boolean => start <= at && at < end;

/** The visits that began in a span and have one of some events; pages that are not there make none. */
export const visitsWith = (events: readonly CountedEvent[], span: Span): readonly Visit[] => [
  ...new Set(
    events.flatMap(({ event, visit }) =>
      visit !== null && event.kind !== 'miss' && isWithin(span, visit.start) ? [visit] : [],
    ),
  ),
];

/**
 * Counts one by one.
 *
 * @param events all that match, those outside of the span too: a visit that began in it may go on after its end
 */
export function countsOf(events: readonly CountedEvent[], span: Span): Counts {
  const inside = events.map(({ event }) => event).filter(({ at }) => isWithin(span, at));
  const visits = visitsWith(events, span);
  const visitors = new Set(inside.flatMap(({ kind, visitor }) => (kind === 'miss' ? [] : (visitor ?? []))));
  return {
    pageviews: countOf(inside, 'pageview'),
    events: countOf(inside, 'event'),
    misses: countOf(inside, 'miss'),
    visitors: { count: visitors.size, error: 0 },
    visits: visits.length,
    bounces: visits.filter(({ isBounce }) => isBounce).length,
    duration: visits.reduce((sum, { start, end }) => sum + end - start, 0),
    revenue: revenueOf(inside),
  };
}

const countOf = (events: readonly AnalyticsEvent[], wanted: AnalyticsEvent['kind']): number =>
  events.filter(({ kind }) => kind === wanted).length;

function revenueOf(events: readonly AnalyticsEvent[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { revenue } of events)
    if (revenue !== null) sums[revenue.currency] = (sums[revenue.currency] ?? 0) + revenue.amount;
  return sums;
}
