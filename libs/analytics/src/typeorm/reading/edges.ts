import { type Bucket } from './bucket.js';
import { type Condition } from './condition.js';
import { type Fact } from './fact.js';
import { type Values } from './values.js';

/** The pieces of days of a span, which no sums know. */
export interface Edges {
  readonly buckets: readonly Bucket[];
  readonly condition: Condition;
  readonly fact: Fact;
  readonly values: Values;
}
