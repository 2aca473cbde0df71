import { type ConsentCategory, type Regime } from '@nest-privacy/core';
import { type Span } from './span.js';

/** How `unset` is read, by category; one that is not named is `opt-in`. */
export type Regimes = Readonly<Partial<Record<ConsentCategory, Regime>>>;

/** What holds where a visitor is, as far as an answer depends on it. */
export interface ConsentTerms {
  /** The law that holds, such as `EU`, `US-CA` or `unknown`; `application` where the option `regime` says what holds. */
  readonly jurisdiction: string;
  /** The strictest over all categories. */
  readonly regime: Regime;
  readonly regimes: Regimes;
  /** How long a refusal is left in peace, from the decision. */
  readonly reaskNotBefore: Span;
  /** Whether visitors have to be shown that GPC was honoured (11 CCR 7025(c)(6)). */
  readonly showsGpc: boolean;
}

/** How `unset` is read in a category. */
export const regimeOf = ({ regimes }: ConsentTerms, category: ConsentCategory): Regime => regimes[category] ?? 'opt-in';

const STRICTEST_FIRST: readonly Regime[] = ['opt-in', 'opt-out', 'notice-only'];

/** Whether one regime lets more happen without a word of the visitor than another does. */
export const isLaxer = (one: Regime, other: Regime): boolean =>
  STRICTEST_FIRST.indexOf(one) > STRICTEST_FIRST.indexOf(other);

/** The strictest of some regimes; `opt-in` of none. */
export const strictestOf = (regimes: readonly Regime[]): Regime =>
  STRICTEST_FIRST.find((regime) => regimes.includes(regime)) ?? 'opt-in';
