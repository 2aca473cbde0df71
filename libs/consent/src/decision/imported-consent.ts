import { type ConsentCategory, type Decisions } from '@nest-privacy/core';

/** What another tool kept of somebody's consent, by our categories. */
export interface ImportedConsent {
  /** Where it is from, as records say it: `imported:klaro`. */
  readonly origin: string;
  /** As found: one entry for every optional category. */
  readonly found: Decisions;
  /** Categories whose grants may count. */
  readonly trusted: ReadonlySet<ConsentCategory>;
  /** The notice of ours that says the same as what was shown; `null` when none does. */
  readonly noticeVersion: number | null;
  readonly language: string | null;
  /** When the tool says that it was decided, in milliseconds since the epoch; `null` when it does not. Nothing proves it. */
  readonly givenAt: number | null;
}
