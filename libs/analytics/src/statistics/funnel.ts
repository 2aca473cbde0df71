import { invalidInput } from '@nest-privacy/core/kit';
import { type StatisticsFrame } from './answers.js';
import { checkedFilter } from './filter-check.js';
import { type Filter } from './filter.js';
import { type Inquiry } from './inquiry.js';
import { type StatisticsReader } from './statistics-reader.js';

/** Steps of a funnel. */
export const MOST_STEPS = 10;
const FEWEST_STEPS = 2;

/** How far visits came. */
export interface FunnelResult {
  /** Visits that took this step after all those before it. */
  readonly visits: number;
  /** Those divided by the visits of the first step, 0 to 1. */
  readonly rate: number;
  /** Share of the visits of the step before that went no further, 0 to 1; 0 at the first. */
  readonly dropOff: number;
}

/** How far visits came on a way of several steps. */
export interface Funnel extends StatisticsFrame {
  readonly steps: readonly FunnelResult[];
}

/**
 * @throws ProblemException 400 `VALIDATION_FAILED` when the steps are too few or too many, `FILTER_INVALID` when one is no filter
 */
export function checkedSteps(steps: readonly Filter[]): readonly Filter[] {
  if (!Array.isArray(steps) || steps.length < FEWEST_STEPS || steps.length > MOST_STEPS)
    throw invalidInput([{ path: 'steps', detail: `must be a list of ${FEWEST_STEPS} to ${MOST_STEPS} filters` }]);
  return steps.map((step, i) => checkedFilter(step, `steps[${i}]`));
}

/** How many visits took each of some steps, one after the other. */
export async function funnel(reader: StatisticsReader, inquiry: Inquiry, steps: readonly Filter[]): Promise<Funnel> {
  const visits = await reader.funnel(inquiry.question, inquiry.period.span, steps);
  const first = visits[0] ?? 0;
  return {
    ...(await inquiry.frame([])),
    steps: steps.map((_step, i) => {
      const [came = 0, before = 0] = [visits[i], visits[i - 1]];
      return {
        visits: came,
        rate: first === 0 ? 0 : came / first,
        dropOff: before === 0 ? 0 : (before - came) / before,
      };
    }),
  };
}
