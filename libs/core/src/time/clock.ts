/** Where the suite takes the time from; bind another one in tests. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
}

/** Injection token of {@link Clock}; unbound, {@link SYSTEM_CLOCK} holds. */
export const Clock = Symbol.for('@nest-privacy/core:Clock');

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };
