import { type AnalyticsConfig } from '../analytics.config.js';
import { type RetentionOptions } from '../analytics.options.js';
import { optionFault } from './option-fault.js';

const EVENT_DAYS = 90;
const SUM_MONTHS = 25;
/** What comes late belongs to the day before. */
const LEAST_DAYS = 2;
const MOST_DAYS = 36_500;
const MOST_MONTHS = 1_200;
const DAYS_OF_MONTH = 31;

type Kept = number | 'keep';

/**
 * How long what is kept.
 *
 * @throws ConfigurationError `ANALYTICS_OPTION_INVALID`
 */
export function retentionOf(given: RetentionOptions = {}): AnalyticsConfig['retention'] {
  if (typeof given !== 'object' || given === null)
    throw optionFault('retention', `${JSON.stringify(given)} is no retention`, 'give { events, visits, sums }');
  const [unknown] = Object.keys(given).filter((name) => !['events', 'visits', 'sums'].includes(name));
  if (unknown !== undefined)
    throw optionFault(`retention.${unknown}`, 'it has no such member', 'give { events, visits, sums }');
  const events = checked('events', given.events ?? EVENT_DAYS, LEAST_DAYS, MOST_DAYS);
  const visits = checked('visits', given.visits ?? events, LEAST_DAYS, MOST_DAYS);
  const sums = checked('sums', given.sums ?? SUM_MONTHS, 1, MOST_MONTHS);
  const kept = sums === 'keep' ? Infinity : sums * DAYS_OF_MONTH;
  for (const days of [events, visits])
    if ((days === 'keep' ? Infinity : days) > kept)
      throw optionFault(
        'retention.sums',
        'sums go before what they were made of',
        'give months that are as long as the days of events and visits, or "keep"',
      );
  return { events, visits, sums };
}

function checked(name: string, value: Kept, least: number, most: number): Kept {
  if (value === 'keep' || value === 0) return 'keep';
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw optionFault(
    `retention.${name}`,
    `${JSON.stringify(value)} is out of range`,
    `give a whole number from ${least} to ${most}, or "keep"`,
  );
}
