import { type ConsentCategory, type Decisions, type PrivacySignals } from '@nest-privacy/core';

/**
 * The categories that are granted against what the browser says by itself: by DNT all, by GPC those that it affects. What follows from it is decided
 * elsewhere; here it is only seen.
 */
export function signalConflict(
  decisions: Decisions,
  { dnt, gpc }: PrivacySignals,
  gpcAffects: readonly ConsentCategory[],
): readonly ConsentCategory[] {
  const granted = (Object.keys(decisions) as ConsentCategory[]).filter((name) => decisions[name] === 'granted');
  return granted.filter((category) => dnt === true || (gpc && gpcAffects.includes(category)));
}
