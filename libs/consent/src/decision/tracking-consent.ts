import { type ConsentCategory, type ConsentStanding, type Decisions, type TrackingConsent } from '@nest-privacy/core';

/** Sums the categories up for the tracking status (W3C TPE section 7.2.7): one grant makes tracking consented. */
export function trackingConsent(
  state: ConsentStanding,
  decisions: Decisions,
  informed: readonly ConsentCategory[],
): TrackingConsent {
  if (state === 'withdrawn') return 'withdrawn';
  const granted = (Object.keys(decisions) as ConsentCategory[]).filter((name) => decisions[name] === 'granted');
  if (granted.length > 0) return granted.some((name) => informed.includes(name)) ? 'granted-informed' : 'granted';
  return Object.values(decisions).includes('denied') ? 'denied' : 'none';
}
