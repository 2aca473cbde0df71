import { type LogEntry } from './log-entry.js';

/** What stands where an entry was made. */
export interface StandingContent {
  /** Leaf hash of what stands there now. */
  readonly hash: Buffer;
  /** The place in the order in which it was entered, as far as that is known; only what is out of order is named by it. */
  readonly order: number | null;
  /** What is kept beside it, follows from it, and does not agree with it; nothing where all does. */
  readonly contradiction?: string | undefined;
}

/** Something that was entered. */
export interface Entered {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Whether it is rightly not sealed yet. */
  readonly isPending: boolean;
}

/** Reads what is sealed, for its verification. */
export interface LogContent {
  /** By id, what stands where these entries were made; nothing where it is gone. */
  of(log: string, entries: readonly LogEntry[]): Promise<ReadonlyMap<string, StandingContent>>;
  /** What was entered after one place up to a time, by time and id. */
  between(
    log: string,
    after: readonly [at: number, id: string],
    until: number,
    limit: number,
  ): Promise<readonly Entered[]>;
}
