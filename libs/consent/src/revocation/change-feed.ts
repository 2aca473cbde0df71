/** A subject whose earlier decision was replaced. */
export interface Change {
  readonly siteId: string;
  readonly subjectId: string;
  /** Milliseconds since the epoch. */
  readonly decidedAt: number;
}

/** How far the order of changes has come. */
export interface FeedPosition {
  /** Whatever has a smaller number can be seen by now, or never will be. */
  readonly settled: number;
  /** No number is as large yet. */
  readonly next: number;
  /** The database's clock, in milliseconds since the epoch; `null` where it is this machine's. */
  readonly clock: number | null;
}

/** Which changes to read. */
export interface FeedRange {
  /** Only larger numbers. */
  readonly after: number;
  /** Only smaller numbers. */
  readonly before: number;
  /** Only decisions since then, in milliseconds since the epoch. */
  readonly since: number;
}

/** Some changes in their order. */
export interface FeedPage {
  readonly changes: readonly Change[];
  /** Where the next page begins; `null` after the last. */
  readonly last: number | null;
}

/** Changes in an order that the database gives, whatever the writers' clocks say. */
export interface ChangeFeed {
  position(): Promise<FeedPosition>;
  page(range: FeedRange): Promise<FeedPage>;
}

/** Injection token of {@link ChangeFeed}. */
export const ChangeFeed = Symbol.for('@nest-privacy/consent:ChangeFeed');
