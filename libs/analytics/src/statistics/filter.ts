import { type Dimension } from './dimension.js';

/**
 * How a value is compared: `is` and `is_not` by equality, `contains` and `not_contains` by a part of it, both regardless of case as `matches` is not, which is a regular
 * expression (RE2) that has to be found somewhere in the value.
 */
export const OPERATORS = ['is', 'is_not', 'contains', 'not_contains', 'matches'] as const;
/** An operator of a {@link Filter}. */
export type Operator = (typeof OPERATORS)[number];

/** One comparison. With several values one of them is enough; what is negated must hold for all. */
export interface Comparison {
  readonly dimension: Dimension;
  readonly operator: Operator;
  readonly value: string | readonly string[];
}

/** Which events count. A dimension of which an event says nothing is the empty text. */
export type Filter =
  Comparison | { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] } | { readonly not: Filter };
