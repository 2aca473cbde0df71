import { type CountedVisitors } from '../../fold/theta-union.js';
import { type VisitorCount } from '../../statistics/counts.js';

/** How many visitors there are of both sorts: those known for a day, who are counted, and those known for longer. */
export function visitorCount(passing: number, lasting: CountedVisitors | undefined): VisitorCount {
  if (!lasting || lasting.count === 0) return { count: passing, error: 0 };
  const count = passing + lasting.count;
  return { count, error: (lasting.error * lasting.count) / count };
}
