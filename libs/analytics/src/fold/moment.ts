/** When an event happened, and its place among those of the same millisecond. */
export type Moment = readonly [at: number, idHigh: number, idLow: number];

/** Below 0 when `a` comes before `b`. The first part of an id has a sign in the database, and none in the order of ids. */
export const compareMoments = (a: Moment, b: Moment): number =>
  a[0] - b[0] || (a[1] >>> 0) - (b[1] >>> 0) || a[2] - b[2];
