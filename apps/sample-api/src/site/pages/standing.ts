import { type ConsentCategory } from '@nest-privacy/core';
import { type VisitorConsent } from '@nest-privacy/consent';

/** How a purpose came to be on or off. */
export type Standing = 'allowed' | 'outvoted' | 'refused' | 'withdrawn' | 'expired' | 'outdated' | 'undecided';

/** What the standing of a purpose follows from. */
type Known = Pick<VisitorConsent, 'decisions' | 'allowed' | 'state' | 'lapsed'>;

/** Whether what serves a purpose runs for this visitor. */
export const isOn = (category: string, { allowed }: Pick<Known, 'allowed'>): boolean =>
  allowed[category as ConsentCategory] === true;

/**
 * Where one purpose stands with this visitor; `outvoted` is a grant that the browser's Global Privacy Control switches off, `outdated` one that does not cover what
 * the catalogue holds now.
 */
export function standingOf(category: string, { decisions, allowed, state, lapsed }: Known): Standing {
  const name = category as ConsentCategory;
  const decision = decisions[name];
  if (decision === 'granted') return isOn(category, { allowed }) ? 'allowed' : 'outvoted';
  if (decision === 'denied') return state === 'withdrawn' ? 'withdrawn' : 'refused';
  if (!lapsed.includes(name)) return 'undecided';
  return state === 'expired' ? 'expired' : 'outdated';
}
