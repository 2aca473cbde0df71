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
   * Batches that one process works on at once: those of events are stored together, those for destinations are sent side by side.
   * @default 16 for the store, 2 for destinations
   */
  readonly concurrency?: number | undefined;
}
