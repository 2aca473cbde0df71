import { days, minutes } from '@nest-privacy/core';

const QUARTER = minutes(15);

/** For how long somebody may do nothing before a visit is over, in milliseconds. */
export const VISIT_GAP = minutes(30);

/** The UTC day of an instant, counted from the epoch. */
export const dayOf = (at: number): number => Math.floor(at / days(1));

/** The quarter of an hour of an instant within its UTC day, from 0 to 95. */
export const quarterOf = (at: number): number => Math.floor((at % days(1)) / QUARTER);

/** The UTC days that an instant or somebody's last or next activity can belong to. */
export function daysAround(at: number): readonly number[] {
  const [first, last] = [dayOf(at - VISIT_GAP), dayOf(at + VISIT_GAP)];
  return first === last ? [first] : [first, last];
}
