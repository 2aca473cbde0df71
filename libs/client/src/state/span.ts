import { type Span } from './page-settings.js';

/**
 * The instant at which a span ends, in milliseconds since the epoch. Where the month in which it ends is too short it is the last day of that month, so that
 * six months from 31 August end on 28 or 29 February.
 *
 * @param start milliseconds since the epoch
 */
export function endOf(start: number, span: Span): number {
  if (typeof span === 'number') return start + span;
  const end = new Date(start);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + span.months);
  // The day does not exist in that month, and ran over into the next one.
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return +end;
}
