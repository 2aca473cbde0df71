/** How much may happen in how long: a fixed window that begins with the first take. */
export interface RateLimit {
  /** Units in each window. */
  readonly most: number;
  /** Length of the window, in milliseconds. */
  readonly per: number;
}

/** Whether something may happen. */
export interface RateVerdict {
  readonly allowed: boolean;
  /** Milliseconds until the window ends. */
  readonly endsIn: number;
}

/** One limit, counted for each key. */
export interface RateLimiter {
  /**
   * Takes units for a key, all or none; what is refused is not counted.
   *
   * @param key such as an address; bounded in length by the caller
   * @param units default 1
   */
  take(key: string, units?: number): Promise<RateVerdict>;
}

/** Makes limiters; those of one name share their counts. */
export interface RateLimits {
  limiter(name: string, limit: RateLimit): RateLimiter;
}

/** Injection token of {@link RateLimits}; unless `CoreModule` is told otherwise, each process counts for itself. */
export const RateLimits = Symbol.for('@nest-privacy/core:RateLimits');
