import { type Counts } from './counts.js';
import { type Filter } from './filter.js';
import { type Metric } from './metric.js';
import { METRIC_DEFINITIONS } from './metric-definitions.js';

/** How exact the number of visitors is. */
export interface VisitorsExactness {
  readonly exact: boolean;
  /** Relative standard error of the least exact number of the answer; left out where all are exact. */
  readonly error?: number;
}

/** How the numbers are meant; part of every answer, so that they are never guessed. */
export interface StatisticsMeta {
  /** Of each metric that was asked for. */
  readonly definitions: Readonly<Record<string, string>>;
  /** Who counts as one visitor. */
  readonly visitorsBasis: string;
  /** Whether the events themselves were counted, or sums that were kept of them; both tell the same. */
  readonly computedFrom: 'raw-events' | 'sums';
  /** Only where visitors were asked for. */
  readonly visitors?: VisitorsExactness;
  /** Time of the newest event that is counted, ISO 8601 in UTC; later ones are still on their way, or there are none. `null` where there is no event at all. */
  readonly completeUntil: string | null;
  /** As it was given. */
  readonly filter?: Filter;
  /** Of `revenue`, where that was asked for; `null` where there was none in any. */
  readonly currency?: string | null;
  /** Numbers of fewer visitors are withheld. */
  readonly floor?: number;
}

/** What an answer was asked with. */
export interface AnsweredQuestion {
  readonly metrics: readonly Metric[];
  readonly filter?: Filter | undefined;
  readonly currency?: string | null | undefined;
  readonly floor?: number | undefined;
}

/** Who counts as one visitor. */
export const VISITORS_BASIS =
  'a visitor without consent to statistics is another one on each UTC day; with consent it is the same for as long as its cookie lasts';

/**
 * The meta of an answer.
 *
 * @param counts everything that was counted for it
 * @param newest time of the newest event
 */
export function metaOf(question: AnsweredQuestion, counts: readonly Counts[], newest: number | null): StatisticsMeta {
  const { metrics, filter, currency, floor } = question;
  const error = Math.max(0, ...counts.map(({ visitors }) => visitors.error));
  return {
    definitions: Object.fromEntries(metrics.map((metric) => [metric, METRIC_DEFINITIONS[metric]])),
    visitorsBasis: VISITORS_BASIS,
    computedFrom: counts.some(({ source }) => source === 'sums') ? 'sums' : 'raw-events',
    ...(metrics.includes('visitors') && { visitors: error === 0 ? { exact: true } : { exact: false, error } }),
    completeUntil: newest === null ? null : new Date(newest).toISOString(),
    ...(filter && { filter }),
    ...(currency !== undefined && { currency }),
    ...(floor !== undefined && { floor }),
  };
}
