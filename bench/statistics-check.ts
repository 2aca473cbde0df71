import { deepStrictEqual } from 'node:assert';
import { snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { type Counts } from '../libs/analytics/src/statistics/counts.js';
import { type Question, type RankedValue } from '../libs/analytics/src/statistics/statistics-reader.js';
import { type Span } from '../libs/analytics/src/statistics/period.js';
import { RawReader } from '../libs/analytics/src/typeorm/reading/raw-reader.js';
import { Reading } from '../libs/analytics/src/typeorm/reading/reading.js';
import { SumReader } from '../libs/analytics/src/typeorm/reading/sum-reader.js';
import { DASHBOARD_DIMENSIONS } from './statistics-questions.js';

const QUESTION: Question = {
  site: 'default',
  metrics: ['pageviews', 'visitors', 'visits', 'bounceRate', 'duration', 'events', 'misses'],
};
/** How many of its standard errors an estimate may be off. */
const ERRORS = 5;

/** @throws Error where they do not say the same; of visitors, where one is further from the other than an estimate may be */
function mustAgree(sums: Counts, events: Counts): void {
  const exact = ({ pageviews, events: custom, misses, visits, bounces, duration }: Counts): readonly number[] => [
    ...[pageviews, custom, misses, visits, bounces, duration],
  ];
  deepStrictEqual(exact(sums), exact(events));
  const [estimated, counted] = [sums.visitors, events.visitors];
  if (Math.abs(estimated.count - counted.count) > ERRORS * estimated.error * counted.count)
    throw new Error(`sums tell ${estimated.count} visitors (± ${estimated.error}), events ${counted.count}`);
}

/**
 * Asks both sums and events for the same, so that what is measured is known to be right.
 *
 * @throws Error where they do not agree
 */
export async function checkSums(source: DataSource, span: Span): Promise<void> {
  await snapshot(source, async (manager) => {
    const reading = (await Reading.of(source, manager, QUESTION.site))!;
    const [sums, events] = [new SumReader(reading), new RawReader(reading)];
    const page = { by: 'pageviews', limit: 20 } as const;
    mustAgree((await sums.counts(QUESTION, [span]))![0]!, (await events.counts(QUESTION, [span]))[0]!);
    for (const dimension of DASHBOARD_DIMENSIONS) {
      const bySums = (await sums.breakdown(QUESTION, span, dimension, page))!;
      const byEvents = await events.breakdown(QUESTION, span, dimension, page);
      const valuesOf = (ranked: readonly RankedValue[]): string[] => ranked.map(({ value }) => value);
      deepStrictEqual(valuesOf(bySums), valuesOf(byEvents));
      bySums.forEach(({ counts }, i) => mustAgree(counts, byEvents[i]!.counts));
    }
  });
}
