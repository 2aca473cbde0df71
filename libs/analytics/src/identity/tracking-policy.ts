import { type ConsentSnapshot, ESSENTIALS, type PrivacySignals } from '@nest-privacy/core';
import { type AnalyticsConfig } from '../analytics.config.js';

/** What decisions and signals make of a visitor's events. */
export interface TrackingPermission {
  /** Whether they count at all. */
  readonly counted: boolean;
  /** Whether the visitor may be known by the cookie. */
  readonly recognised: boolean;
  /** Categories for which they may leave the house. */
  readonly permits: readonly string[];
}

/** Nobody is known and nothing is forwarded. */
const COOKIELESS: TrackingPermission = Object.freeze({ counted: true, recognised: false, permits: [] });
const DROPPED: TrackingPermission = Object.freeze({ counted: false, recognised: false, permits: [] });

const permissionFor = (permits: readonly string[]): TrackingPermission =>
  permits.length === 0 ? COOKIELESS : { counted: true, recognised: permits.includes('STATISTICS'), permits };

/**
 * Joins what a visitor decided and what the browser signals. Without a signal everything allowed is done. Against a signal only what was granted
 * in so many words is: `DNT` is overridden by a grant as it is for consent (W3C TPE, section 7.2.7), and `Sec-GPC` asks that nothing be sold or
 * shared (W3C GPC, section 3.3), so that it leaves the site's own cookie alone and stops all forwarding, unless MARKETING is allowed in spite of it.
 */
export class TrackingPolicy {
  /** By the answer of consent, which many requests share. */
  private readonly unsignalled = new WeakMap<ConsentSnapshot, TrackingPermission>();

  constructor(private readonly signals: AnalyticsConfig['signals']) {}

  /** @param consent `undefined` where nobody can have consented */
  permission(consent: ConsentSnapshot | undefined, { dnt, gpc }: PrivacySignals): TrackingPermission {
    const isSignalled = this.signals !== 'ignore' && (gpc || dnt === true);
    if (isSignalled && this.signals === 'drop') return DROPPED;
    if (!consent) return COOKIELESS;
    if (isSignalled) return againstSignal(consent, gpc);
    let known = this.unsignalled.get(consent);
    if (!known) this.unsignalled.set(consent, (known = permissionFor(allowedIn(consent))));
    return known;
  }
}

const allowedIn = ({ allowed }: ConsentSnapshot): readonly string[] =>
  (Object.keys(allowed) as (keyof typeof allowed)[]).filter(
    (category) => category !== ESSENTIALS && allowed[category] === true,
  );

function againstSignal(consent: ConsentSnapshot, gpc: boolean): TrackingPermission {
  const granted = allowedIn(consent).filter(
    (category) => consent.decisions[category as keyof typeof consent.decisions] === 'granted',
  );
  const permission = permissionFor(granted);
  return gpc && !granted.includes('MARKETING') ? { ...permission, permits: [] } : permission;
}
