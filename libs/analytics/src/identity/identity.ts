import { type TrackingPermission } from './tracking-policy.js';

/** What consent and signals make of one request. */
export interface Identity {
  readonly permission: TrackingPermission;
  /** Id of the visitor cookie; `null` while there is none. */
  readonly visitorId: string | null;
  /** When that cookie was made, in milliseconds since the epoch; `null` while there is none. */
  readonly visitorSince: number | null;
}
