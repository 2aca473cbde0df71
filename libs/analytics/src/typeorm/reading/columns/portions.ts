/** A UTC day, and how many events it has. */
export interface DayOfEvents {
  readonly day: number;
  readonly events: number;
}

/**
 * Days in their order, in portions.
 *
 * @param most events of a portion; a day with more is one by itself
 */
export function portionsOf(days: readonly DayOfEvents[], most: number): readonly (readonly number[])[] {
  const portions: number[][] = [];
  let room = 0;
  for (const { day, events } of days) {
    if (events > room || portions.length === 0) {
      portions.push([]);
      room = most;
    }
    portions.at(-1)!.push(day);
    room -= events;
  }
  return portions;
}
