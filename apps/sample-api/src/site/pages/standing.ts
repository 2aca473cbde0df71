import { type ConsentCategory, type ConsentSnapshot } from '@nest-privacy/core';

/** How a purpose came to be on or off. */
export type Standing = 'allowed' | 'outvoted' | 'refused' | 'withdrawn' | 'lapsed' | 'undecided';

/** Where one purpose stands with this visitor; `outvoted` is a grant that the browser's Global Privacy Control switches off. */
export function standingOf(category: string, { decisions, allowed, state }: ConsentSnapshot): Standing {
  const name = category as ConsentCategory;
  const decision = decisions[name];
  if (decision === 'granted') return allowed[name] === true ? 'allowed' : 'outvoted';
  if (decision === 'denied') return state === 'withdrawn' ? 'withdrawn' : 'refused';
  return state === 'expired' ? 'lapsed' : 'undecided';
}
