/** What is asked about. */
export interface StatisticsScope {
  /** First day, as `2026-06-01`. */
  readonly from: string;
  /** Last day; it is included. */
  readonly to: string;
  /** Id of the site. */
  readonly site: string;
  /** IANA time zone in which days begin and end. @default 'UTC' */
  readonly timezone?: string | undefined;
}
