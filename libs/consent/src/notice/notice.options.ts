/** Notices that are kept here, and what is known of their being shown. */
export interface ConsentNoticeOptions {
  /**
   * Milliseconds between two looks at what other processes published, one small question each; `off` for a single process. A version that was published is shown by
   * this time at the latest everywhere, with Redis at once.
   * @default `revocations.pollInterval`
   */
  readonly pollInterval?: number | 'off' | undefined;
  /** Milliseconds between two writings of which notices were shown; `off` where the application calls `ServedNotices.flush` itself. @default seconds(1) */
  readonly servedInterval?: number | 'off' | undefined;
}
