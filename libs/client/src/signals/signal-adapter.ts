import { type ConsentClient, type ConsentState } from '../index.js';

/** What signals need of a client. */
export type SignalSource = Pick<ConsentClient, 'allows' | 'state' | 'onChange'>;

/** The final answer per category, `ESSENTIALS` included. */
export type Allowed = Readonly<Record<string, boolean>>;

/** Tells one vendor where consent stands. Knows nothing of time: {@link startSignals} calls it when there is something to say. */
export interface SignalAdapter {
  /** Called once at the start, before anything else: what holds until {@link change} says otherwise. `state` is missing where nothing is known yet. */
  before?(allowed: Allowed, state: ConsentState | undefined): void;
  /** Called once for a decision that stands when the page begins, and after each change of what is allowed; never twice in a row with the same answer. */
  change(allowed: Allowed, state: ConsentState): void;
}

/** An adapter for one category. */
export interface CategoryOption {
  /** The category that allows it. */
  readonly category?: string;
}
