import { type StatisticsFrame } from './answers.js';
import { type Goal } from './goal.js';
import { type Inquiry } from './inquiry.js';
import { metricOf } from './metric.js';
import { type StatisticsReader } from './statistics-reader.js';

/** How often a goal was reached. */
export interface GoalResult {
  readonly name: string;
  /** Visits in which it was. */
  readonly visits: number;
  readonly visitors: number;
  /** Custom events among those that show it. */
  readonly events: number;
  /** Those visits divided by all, 0 to 1. */
  readonly conversionRate: number;
}

/** How often each goal was reached. */
export interface Goals extends StatisticsFrame {
  /** All visits, with or without. */
  readonly visits: number;
  /** In the order of the option `goals`. */
  readonly goals: readonly GoalResult[];
}

/** How often each of some goals was reached. */
export async function goals(reader: StatisticsReader, inquiry: Inquiry, all: readonly Goal[]): Promise<Goals> {
  const { question, period } = inquiry;
  const [everything, ...reached] = await Promise.all(
    [undefined, ...all.map(({ filter }) => filter)].map(async (filter) => {
      const [counts] = await reader.counts({ ...question, ...(filter && { filter }) }, [period.span]);
      return counts!;
    }),
  );
  const { visits } = everything!;
  return {
    ...(await inquiry.frame([everything!, ...reached])),
    visits,
    goals: reached.map((counts, i) => ({
      name: all[i]!.name,
      visits: counts.visits,
      visitors: metricOf('visitors', counts),
      events: counts.events,
      conversionRate: visits === 0 ? 0 : counts.visits / visits,
    })),
  };
}
