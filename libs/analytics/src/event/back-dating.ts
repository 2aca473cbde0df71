import { days, minutes } from '@nest-privacy/core';

const OLDEST = days(400);
/** Clocks of hosts differ by less. */
const AHEAD = minutes(1);

/** What is wrong with the time that somebody gives an event, seen from `now`; `undefined` when nothing is. */
export function faultOfTime(at: unknown, now: number): string | undefined {
  const time = at instanceof Date ? at.getTime() : NaN;
  if (Number.isNaN(time)) return 'at must be a valid Date';
  return time > now + AHEAD || time < now - OLDEST
    ? 'at must be neither more than a minute from now nor longer ago than 400 days'
    : undefined;
}
