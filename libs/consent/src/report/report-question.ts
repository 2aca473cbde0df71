import { type TalliedProperty, TALLIED_PROPERTIES } from './tallied-properties.js';

/** By what a report tells groups apart. */
export const REPORT_GROUPINGS = ['day', 'site', ...TALLIED_PROPERTIES] as const;

/** One of {@link REPORT_GROUPINGS}. */
export type ReportGrouping = 'day' | 'site' | TalliedProperty;

/** What a report is about. */
export interface ReportQuestion {
  readonly siteIds: readonly string[];
  /** First day in UTC, such as `2026-06-01`. */
  readonly from: string;
  /** Last day; it is included. */
  readonly to: string;
  readonly groupBy: ReportGrouping;
}
