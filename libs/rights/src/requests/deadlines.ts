import { days } from '@nest-privacy/core';

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

/**
 * When a term ends: with the last millisecond (UTC) of the day that has the number of the first one; of the last day of the month where that month has none
 * (Regulation 1182/71, Art. 3(2)(c)). That a term which ends on a holiday ends later is left out, so that no answer is ever late.
 *
 * @param from milliseconds since the epoch
 */
export function endOf(from: number, { months = 0, days: further = 0 }: Term): number {
  const start = new Date(from);
  const [year, month, day] = [start.getUTCFullYear(), start.getUTCMonth() + months, start.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, lastOfMonth)) + days(further + 1) - 1;
}
