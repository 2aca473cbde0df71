import { type ConsentCategory, type Decisions } from '@nest-privacy/core';
import { type ExplicitTimes } from './explicit-times.js';

/** What was taken over, and upon what. */
export interface TakenOver {
  /** What counts now. */
  readonly counted: Decisions;
  /** What stood before; `null` for nothing. */
  readonly before: Decisions | null;
  readonly explicitAt: ExplicitTimes;
  /** When the other tool was told, in milliseconds since the epoch; `null` when nobody knows. */
  readonly givenAt: number | null;
}

/**
 * When categories were decided expressly, once another tool's word is among them: never earlier than was known, and never known of a refusal of which it was not, for
 * that one counts as one of its record's time.
 */
export function importedTimes({ counted, before, explicitAt, givenAt }: TakenOver): ExplicitTimes {
  const timeOf = (category: ConsentCategory): number | undefined => {
    const known = explicitAt[category];
    if (before?.[category] !== counted[category]) return givenAt === null ? undefined : Math.max(givenAt, known ?? 0);
    return known === undefined ? undefined : Math.max(known, givenAt ?? 0);
  };
  const decided = (Object.keys(counted) as ConsentCategory[]).filter((category) => counted[category] !== 'unset');
  return Object.fromEntries(
    decided.flatMap((category) => {
      const at = timeOf(category);
      return at === undefined ? [] : [[category, at]];
    }),
  );
}
