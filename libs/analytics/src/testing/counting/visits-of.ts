import { minutes } from '@nest-privacy/core';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { byTime } from './by-time.js';
import { Visit } from './visit.js';

/** The longest pause within a visit; one of exactly this long is within. */
export const LONGEST_PAUSE = minutes(30);

/** Whether two events are of one person, by who they are now and who they were a moment ago. */
function areOfOne(a: AnalyticsEvent, b: AnalyticsEvent): boolean {
  return (
    a.visitor === b.visitor ||
    a.alias === b.visitor ||
    b.alias === a.visitor ||
    (a.alias !== null && a.alias === b.alias)
  );
}

/** The visits among the events of one site, in the order of their first events, whatever the order in which the events came. */
export function visitsOf(events: readonly AnalyticsEvent[]): readonly Visit[] {
  const live = events
    .filter(({ activity, audience, visitor }) => activity === 'live' && audience === 'people' && visitor !== null)
    .sort(byTime);
  /** The first event of the group to which each belongs, as far as is known yet. */
  const group = live.map((_event, i) => i);
  live.forEach((later, i) => {
    for (let k = 0; k < i; k++) {
      const earlier = live[k]!;
      if (later.at - earlier.at > LONGEST_PAUSE || !areOfOne(earlier, later)) continue;
      const [kept, gone] = [Math.min(group[i]!, group[k]!), Math.max(group[i]!, group[k]!)];
      group.forEach((mine, member) => (group[member] = mine === gone ? kept : mine));
    }
  });
  return [...new Set(group)].map((mine) => new Visit(live.filter((_event, i) => group[i] === mine)));
}
