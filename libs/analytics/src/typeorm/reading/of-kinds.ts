import { type Dimension, kindsOf } from '../../statistics/dimension.js';
import { type Condition } from './condition.js';
import { CONDITION_OF_KIND } from './event-kind.js';

/** Of which kinds a breakdown is. */
export function ofKinds({ sql, joins }: Condition, dimension: Dimension): Condition {
  const kinds = kindsOf(dimension);
  if (kinds.length === Object.keys(CONDITION_OF_KIND).length) return { sql, joins };
  return { sql: `${sql} AND (${kinds.map((kind) => CONDITION_OF_KIND[kind]).join(' OR ')})`, joins };
}
