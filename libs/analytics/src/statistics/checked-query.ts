import { invalidInput } from '@nest-privacy/core/kit';
import { type StatisticsQuery } from './statistics-query.js';

const OF_BREAKDOWNS = ['limit', 'cursor', 'sort'] as const;

/**
 * A query whose members fit together.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED`
 */
export function checkedQuery(query: StatisticsQuery): StatisticsQuery {
  const { dimension, interval } = query;
  if (dimension !== undefined && interval !== undefined) {
    const detail = 'cannot go with "dimension": ask for one of them, and for a value over time by "filter"';
    throw invalidInput([{ path: 'interval', detail }]);
  }
  const idle = OF_BREAKDOWNS.filter((name) => query[name] !== undefined);
  if (dimension === undefined && idle.length > 0)
    throw invalidInput(idle.map((path) => ({ path, detail: 'means nothing without "dimension"; leave it out' })));
  return query;
}
