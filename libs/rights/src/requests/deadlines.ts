import { plusDays, TimeZone } from '@nest-privacy/core/kit';

/** A length of time as laws give it. */
export interface Term {
  /** Calendar months. @default 0 */
  readonly months?: number;
  /** Days. @default 0 */
  readonly days?: number;
}

/** How long answers may take. */
export interface RightsDeadlines {
  /** From the day on which the request was received. */
  readonly answer: Term;
  /** Beyond that, where it is extended, which a request can be once. */
  readonly extension: Term;
}

/** By law. @see https://eur-lex.europa.eu/eli/reg/2016/679/oj Art. 12(3); Cal. Civ. Code 1798.130(a)(2)(A) */
export const DEADLINES: Readonly<Record<'gdpr' | 'cpra', RightsDeadlines>> = {
  gdpr: { answer: { months: 1 }, extension: { months: 2 } },
  cpra: { answer: { days: 45 }, extension: { days: 45 } },
};

/** The zone whose days count, unless another is told. */
export const UTC = new TimeZone('UTC');

/**
 * When a term ends: with the last millisecond of the day that has the number of the first one; of the last day of the month where that month has none
 * (Regulation 1182/71, Art. 3(2)(c)). That a term which ends on a holiday ends later is left out: it is never late by that.
 *
 * @param from milliseconds since the epoch
 * @param zone whose days count
 */
export function endOf(from: number, { months = 0, days: further = 0 }: Term, zone: TimeZone = UTC): number {
  const { year, month, day } = zone.dayOf(from);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const last = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
  const ended = { year: last.getUTCFullYear(), month: last.getUTCMonth() + 1, day: last.getUTCDate() };
  return zone.startOfDay(plusDays(ended, further + 1)) - 1;
}
