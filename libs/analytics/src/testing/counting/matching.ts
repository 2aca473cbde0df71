import { type Dimension } from '../../statistics/dimension.js';
import { type Filter } from '../../statistics/filter.js';
import { type CountedEvent } from './counted-event.js';
import { matches } from './matches.js';
import { valueOf } from './value-of.js';

/**
 * Those of some events that a question is about: of people, unless it asks for the audience itself.
 *
 * @param dimension by which they are going to be broken down
 */
export function matching(
  events: readonly CountedEvent[],
  filter: Filter | undefined,
  dimension?: Dimension,
): readonly CountedEvent[] {
  const isForAll = dimension === 'audience' || (filter !== undefined && asksForAudience(filter));
  return events.filter(
    (counted) =>
      (isForAll || counted.event.audience === 'people') &&
      (filter === undefined || matches(filter, (asked) => valueOf(asked, counted))),
  );
}

function asksForAudience(filter: Filter): boolean {
  if ('and' in filter) return filter.and.some(asksForAudience);
  if ('or' in filter) return filter.or.some(asksForAudience);
  if ('not' in filter) return asksForAudience(filter.not);
  return filter.dimension === 'audience';
}
