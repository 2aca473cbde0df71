import { isLine } from '@nest-privacy/core/kit';
import { LONGEST_KEY } from '../event/event-properties.js';
import { type Dimension, NAMED_DIMENSIONS, propertyOf } from './dimension.js';

const NAMED: ReadonlySet<unknown> = new Set(NAMED_DIMENSIONS);

/** Whether `value` names a dimension: one of {@link NAMED_DIMENSIONS}, or a property such as `property:plan`. */
export function isDimension(value: unknown): value is Dimension {
  if (NAMED.has(value)) return true;
  return typeof value === 'string' && isLine(propertyOf(value as Dimension), LONGEST_KEY);
}

/** What {@link isDimension} asks for, in words. */
export const DIMENSION_WORDS = `must be one of ${NAMED_DIMENSIONS.join(', ')} or property:<name> with a name of 1 to ${LONGEST_KEY} characters`;
