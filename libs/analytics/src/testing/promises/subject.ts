import { type PortContract } from '@nest-privacy/core/testing';
import { type StatisticsReader } from '../../statistics/statistics-reader.js';
import { type AnalyticsStore } from '../../store/analytics-store.js';

/** Both sides of one place: what the one stores, the other reads. */
export interface StoreAndReader {
  readonly store: AnalyticsStore;
  readonly reader: StatisticsReader;
}

/** One promise of {@link StatisticsReader}. */
export type StatisticsContract = PortContract<StoreAndReader>;
