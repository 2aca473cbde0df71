import { type PrivacySignals, type TrackingConsent } from '@nest-privacy/core';

/** A status derived from the request. */
export interface DerivedStatus {
  readonly value: 'N' | 'T' | 'C' | 'D';
  /** Whether it holds for this visitor only, so that no shared cache may hand it to another. */
  readonly personal: boolean;
}

/** How the application wants signals read. */
export interface StatusRule {
  /** What no expressed preference means. */
  readonly whenUnset: 'T' | 'N';
  /** Whether Sec-GPC is an opt-out of tracking. */
  readonly gpcCounts: boolean;
}

const NOT_TRACKING: DerivedStatus = { value: 'N', personal: false };
const TRACKING: DerivedStatus = { value: 'T', personal: false };
const DISREGARDING: DerivedStatus = { value: 'D', personal: false };
const CONSENTED: DerivedStatus = { value: 'C', personal: true };
const REFUSED: DerivedStatus = { value: 'N', personal: true };

function fromSignals({ dnt, gpc }: PrivacySignals, rule: StatusRule, disregarded: boolean): DerivedStatus {
  if (gpc && rule.gpcCounts) return NOT_TRACKING;
  if (dnt === true) return disregarded ? DISREGARDING : NOT_TRACKING;
  if (dnt === false) return TRACKING;
  return rule.whenUnset === 'N' ? NOT_TRACKING : TRACKING;
}

/**
 * The tracking status of a request. Consent beats DNT; it beats GPC only when it was given by someone who knew of the
 * conflict (11 CCR 7025(c)(3)); a refusal beats everything; an unknown state counts as none.
 *
 * @param disregarded whether the application disregards this user agent's `DNT: 1`
 */
export function decideStatus(
  signals: PrivacySignals,
  consent: TrackingConsent,
  rule: StatusRule,
  disregarded: boolean,
): DerivedStatus {
  const unasked = fromSignals(signals, rule, disregarded);
  switch (consent) {
    case 'granted-informed':
      return CONSENTED;
    case 'granted':
      return signals.gpc && rule.gpcCounts ? unasked : CONSENTED;
    case 'denied':
    case 'withdrawn':
      return unasked.value === 'N' ? unasked : REFUSED;
    case 'none':
      return unasked;
    default:
      return unknownState(consent, unasked);
  }
}

/** A reader of another version may say what we do not know; that is no consent. */
const unknownState = (_consent: never, unasked: DerivedStatus): DerivedStatus => unasked;
