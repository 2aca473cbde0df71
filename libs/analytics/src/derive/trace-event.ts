import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type TraceNotes } from '../event/trace-notes.js';

/** Notes what was made of a request. */
export function traceEvent(trace: TraceNotes, { id, kind, page, name, ...event }: AnalyticsEvent): void {
  trace.note('audience', event.audience, event.bot);
  trace.note('country', event.country === '' ? 'unknown' : event.country);
  trace.note('channel', event.channel === '' ? 'none' : event.channel);
  trace.note('event', id, [kind, page, name].filter((text) => text !== '').join(' '));
  trace.follow(id);
}
