import { type BreakdownPage } from '../../statistics/statistics-reader.js';

/** What is known of a value of which only some sums were read. */
export interface PartlyKnown {
  readonly value: number;
  /** What those come to. */
  readonly sum: number;
  /** Of how many days they are. */
  readonly days: number;
}

/** What was not read: of how many days in all, and the most that one of those sums can be. */
export interface Unread {
  readonly days: number;
  readonly most: number;
}

/** The values among which a page of a breakdown is, as far as that can be told by some sums. */
export interface Contenders {
  /** So much the last value of the page has, at least; 0 where the page cannot be filled. A value of which no sum was read may be on the page unless it must have less. */
  readonly least: number;
  readonly values: readonly number[];
}

/** Tells who may be on a page from what is certain and from what can be at most. */
export function contendersOf(
  known: readonly PartlyKnown[],
  { days, most }: Unread,
  { limit, after = { rank: Infinity, order: -1 } }: BreakdownPage,
): Contenders {
  const atMost = (one: PartlyKnown): number => one.sum + (days - one.days) * most;
  const isSurelyBehind = (one: PartlyKnown): boolean =>
    atMost(one) < after.rank || (atMost(one) === after.rank && one.value > after.order);
  const certain = known
    .filter(isSurelyBehind)
    .map(({ sum }) => sum)
    .sort((a, b) => b - a);
  const least = certain[limit - 1] ?? 0;
  return {
    least,
    values: known.filter((one) => one.sum <= after.rank && atMost(one) >= least).map(({ value }) => value),
  };
}
