import { type ConsentCategory } from './category-registry.js';

/** What a visitor decided about one category. `unset` is not `denied`, and a decision is not a grant. */
export type Decision = 'granted' | 'denied' | 'unset';

/** A decision for each category a visitor decides about; {@link ESSENTIALS} is never among them. */
export type Decisions = Readonly<Partial<Record<ConsentCategory, Decision>>>;

/**
 * How `unset` is read: `opt-in` (the default) forbids it, `opt-out` and `notice-only` allow it.
 * A stored refusal beats every one of them.
 */
export type Regime = 'opt-in' | 'opt-out' | 'notice-only';

/** Where a visitor's consent stands. `expired` and `withdrawn` grant nothing under any regime that asks. */
export type ConsentStanding = 'unset' | 'active' | 'expired' | 'withdrawn';

/**
 * Consent to tracking as a whole, the input of the tracking status (W3C TPE section 7.2.7). `granted-informed` means
 * that it was granted by someone who had been told of a conflicting opt-out signal (11 CCR 7025(c)(3)).
 */
export type TrackingConsent = 'none' | 'granted' | 'granted-informed' | 'denied' | 'withdrawn';

/** What is known of one visitor's consent while a request is served. */
export interface ConsentSnapshot {
  readonly state: ConsentStanding;
  readonly regime: Regime;
  /** The stored decision per optional category; `unset` where none counts. */
  readonly decisions: Decisions;
  /** The final answer per category, signals and regime included; {@link ESSENTIALS} is always `true`. */
  readonly allowed: Readonly<Partial<Record<ConsentCategory, boolean>>>;
  readonly tracking: TrackingConsent;
  /** Pseudonymous person, made by the server; `null` before the first decision. */
  readonly subjectId: string | null;
  /** The record that proves the decision; `null` when there is none. */
  readonly recordId: string | null;
  readonly decidedAt: Date | null;
  readonly validUntil: Date | null;
}
