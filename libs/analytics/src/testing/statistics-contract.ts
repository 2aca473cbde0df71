import { BREAKDOWN_PROMISES } from './promises/breakdown-promises.js';
import { COUNTING_PROMISES } from './promises/counting-promises.js';
import { FILTER_PROMISES } from './promises/filter-promises.js';
import { FUNNEL_PROMISES } from './promises/funnel-promises.js';
import { LATE_PROMISES } from './promises/late-promises.js';
import { RETENTION_PROMISES } from './promises/retention-promises.js';
import { type StatisticsContract } from './promises/subject.js';
import { VISIT_PROMISES } from './promises/visit-promises.js';

/** What every implementation of {@link StatisticsReader} keeps. Each proof uses a site of its own, so that they may share a store. */
export const STATISTICS_CONTRACT: readonly StatisticsContract[] = [
  ...COUNTING_PROMISES,
  ...BREAKDOWN_PROMISES,
  ...FILTER_PROMISES,
  ...VISIT_PROMISES,
  ...LATE_PROMISES,
  ...FUNNEL_PROMISES,
  ...RETENTION_PROMISES,
];
