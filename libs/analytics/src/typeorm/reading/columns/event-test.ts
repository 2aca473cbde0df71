import { type DayFact, type EventDay } from '../../columns/event-day.js';
import { type EventFact } from './event-fact.js';

/** Says of each event of a day whether something holds for it: 1 or 0. */
export interface EventTest {
  readonly needs: readonly DayFact[];
  readonly of: (day: EventDay) => Uint8Array;
}

/** Whether a value passes. */
export function valueTest({ needs, of }: EventFact, passes: (value: number) => boolean): EventTest {
  return {
    needs,
    of: (day) => {
      const { values, places } = of(day);
      const passing = Uint8Array.from(values, (value) => (passes(value) ? 1 : 0));
      const holds = new Uint8Array(places.length);
      for (let i = 0; i < places.length; i++) holds[i] = passing[places[i]!]!;
      return holds;
    },
  };
}

/** Whether all of some tests hold. */
export const allOf = (tests: readonly EventTest[]): EventTest =>
  joined(tests, (one, other) => {
    for (let i = 0; i < one.length; i++) one[i]! &= other[i]!;
  });

/** Whether one of some tests holds. */
export const anyOf = (tests: readonly EventTest[]): EventTest =>
  joined(tests, (one, other) => {
    for (let i = 0; i < one.length; i++) one[i]! |= other[i]!;
  });

export const notSo = ({ needs, of }: EventTest): EventTest => ({
  needs,
  of: (day) => {
    const holds = of(day);
    for (let i = 0; i < holds.length; i++) holds[i]! ^= 1;
    return holds;
  },
});

const joined = (tests: readonly EventTest[], join: (one: Uint8Array, other: Uint8Array) => void): EventTest => ({
  needs: tests.flatMap(({ needs }) => needs),
  of: (day) => {
    const [first, ...others] = tests;
    const holds = first!.of(day);
    for (const { of } of others) join(holds, of(day));
    return holds;
  },
});
