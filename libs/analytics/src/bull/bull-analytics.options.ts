/** Options of {@link BullAnalyticsModule}. */
export interface BullAnalyticsOptions {
  /** `redis://[[user]:password@]host[:port][/database]`, or `rediss://` for TLS. */
  readonly url: string;
  /**
   * First part of every key in Redis.
   * @default 'privacy'
   */
  readonly prefix?: string | undefined;
  /**
   * Batches that one process works on at once.
   * @default 2
   */
  readonly concurrency?: number | undefined;
}
