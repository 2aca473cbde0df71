/** A stretch of time: milliseconds, or months of the calendar. */
export type Span = number | { readonly months: number };

/**
 * The instant at which a span ends, in milliseconds since the epoch. Months are those of the calendar in UTC, where no clock is ever put forward or back: the
 * same day and time so many months later, and where that month is shorter its last day, so that six months from 31 August end on 28 or 29 February.
 *
 * @param start milliseconds since the epoch
 */
export function endOf(start: number, span: Span): number {
  if (typeof span === 'number') return start + span;
  const from = new Date(start);
  const month = from.getUTCMonth() + span.months;
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const timeOfDay = start - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  return Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay)) + timeOfDay;
}

/** The most milliseconds that a span can take: a month has 31 days at most. */
export const longestOf = (span: Span): number => (typeof span === 'number' ? span : span.months * 31 * 86_400_000);
