import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Visit } from './visit.js';
import { LONGEST_PAUSE, visitsOf } from './visits-of.js';

/** An event, and the visit to which it belongs. */
export interface CountedEvent {
  readonly event: AnalyticsEvent;
  readonly visit: Visit | null;
}

/** The events of one site with their visits. */
export function countedEvents(events: readonly AnalyticsEvent[]): readonly CountedEvent[] {
  const visits = visitsOf(events);
  return events.map((event) => {
    const isIn = event.activity === 'live' ? isPartOf : isDuring;
    return { event, visit: visits.findLast((visit) => isIn(event, visit)) ?? null };
  });
}

const isPartOf = (event: AnalyticsEvent, visit: Visit): boolean => visit.live.includes(event);

/** A late event opens and lengthens nothing; it belongs to what it fell into. */
const isDuring = ({ audience, visitor, at }: AnalyticsEvent, visit: Visit): boolean =>
  audience === 'people' &&
  visitor !== null &&
  visit.isOf(visitor) &&
  visit.start <= at &&
  at <= visit.end + LONGEST_PAUSE;
