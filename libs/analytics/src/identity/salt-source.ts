/** Where the random salts of the days come from. */
export interface SaltSource {
  /**
   * The salt of a UTC day, the same for every process.
   *
   * @param day as `2026-06-15`
   * @returns `null` for a day whose salt is destroyed or may not be made any more
   */
  saltOf(day: string): Promise<Buffer | null>;
  /** Destroys what is too old, now and from time to time. */
  start(): Promise<void>;
  /** Ends the timer. */
  stop(): void;
}

/** Injection token of {@link SaltSource}. */
export const SaltSource = Symbol.for('@nest-privacy/analytics:SaltSource');
