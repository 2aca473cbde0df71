import { type FunnelStep } from '../../statistics/statistics-reader.js';
import { byTime } from './by-time.js';
import { type CountedEvent } from './counted-event.js';
import { matches } from './matches.js';
import { valueOf } from './value-of.js';
import { type Visit } from './visit.js';

/** How many of some visits took each step after the ones before it; each step as early as it can be, so that none is missed. */
export function funnelOf(
  visits: readonly Visit[],
  events: readonly CountedEvent[],
  steps: readonly FunnelStep[],
): readonly number[] {
  const taken = visits.map((visit) =>
    stepsOf(
      events.filter((counted) => counted.visit === visit),
      steps,
    ),
  );
  return steps.map((_step, i) => taken.filter((count) => count > i).length);
}

function stepsOf(events: readonly CountedEvent[], steps: readonly FunnelStep[]): number {
  let taken = 0;
  for (const counted of [...events].sort((a, b) => byTime(a.event, b.event))) {
    const step = steps[taken];
    if (step === undefined) break;
    if (counted.event.kind !== 'miss' && matches(step, (dimension) => valueOf(dimension, counted))) taken++;
  }
  return taken;
}
