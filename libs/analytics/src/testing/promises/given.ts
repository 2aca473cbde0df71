import { hours, minutes } from '@nest-privacy/core';
import { newId } from '@nest-privacy/core/kit';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type Span } from '../../statistics/period.js';
import { type AnalyticsStore } from '../../store/analytics-store.js';
import { analyticsEvent } from '../event-builder.js';

/** A noon, when most of what is told happens. */
export const NOON = Date.parse('2026-06-15T12:00:00Z');
/** The day of that noon in UTC. */
export const DAY: Span = { start: NOON - hours(12), end: NOON + hours(12) };
/** Visitors. */
export const [JANE, JOE, ANN] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];

/** So many minutes after noon. */
export const after = (count: number): number => NOON + minutes(count);

/** Events of a new site: page views of Jane at noon, but for what is given. */
export function eventsAt(given: readonly Partial<AnalyticsEvent>[], site = newId()): readonly AnalyticsEvent[] {
  return given.map((event) => analyticsEvent({ at: NOON, visitor: JANE, ...event, site }));
}

/** Stores such events, and tells their site. */
export async function storeAt(store: AnalyticsStore, given: readonly Partial<AnalyticsEvent>[]): Promise<string> {
  const site = newId();
  await store.append(eventsAt(given, site));
  return site;
}
