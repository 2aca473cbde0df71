import { type TrackingPermission } from './tracking-policy.js';

/** What consent and signals make of one request. */
export interface Identity {
  readonly permission: TrackingPermission;
  /** Id of the visitor cookie; `null` while there is none. */
  readonly visitorId: string | null;
}
