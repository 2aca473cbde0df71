import { type Span } from '../../statistics/period.js';
import { type Cohort } from '../../statistics/statistics-reader.js';
import { type CountedEvent } from './counted-event.js';
import { isWithin } from './counts-of.js';

/** Who of those that are known for longer than a day was there first in each of some spans, and in which of the later ones again. */
export function cohortsOf(events: readonly CountedEvent[], spans: readonly Span[]): readonly Cohort[] {
  const seen = events
    .map(({ event }) => event)
    .filter(({ kind, persistent, visitor }) => kind !== 'miss' && persistent && visitor !== null);
  const present = spans.map(
    (span) => new Set(seen.filter(({ at }) => isWithin(span, at)).map(({ visitor }) => visitor)),
  );
  return spans.map((first, i) => {
    const fresh = [...present[i]!].filter((visitor) => !present.slice(0, i).some((earlier) => earlier.has(visitor)));
    return { first, visitors: present.slice(i).map((here) => fresh.filter((visitor) => here.has(visitor)).length) };
  });
}
