import { type ConsentCategory, type Decisions } from '@nest-privacy/core';

/** When categories were decided expressly, in milliseconds since the epoch. Of what is not named here it is not known. */
export type ExplicitTimes = Readonly<Partial<Record<ConsentCategory, number>>>;

/** What was named, and what was carried on from before. */
export interface Expressed {
  readonly decisions: Decisions;
  /** The categories that were decided now. */
  readonly named: Readonly<Partial<Record<ConsentCategory, unknown>>>;
  readonly before: ExplicitTimes;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is named has the time of now, what is carried on keeps its own, and what is unset has none. */
export function explicitTimes({ decisions, named, before, now }: Expressed): ExplicitTimes {
  const decided = Object.entries(decisions).filter(([, decision]) => decision !== 'unset');
  return Object.fromEntries(
    decided.flatMap(([category]) => {
      const at = category in named ? now : before[category as ConsentCategory];
      return at === undefined ? [] : [[category, at]];
    }),
  );
}
