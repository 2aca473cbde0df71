import { type ConsentCategory, type Decision, type ProblemPart } from '@nest-privacy/core';

/** Strings of other frameworks that a client sends along with a decision, as they were made elsewhere. */
export interface ConsentStrings {
  /** IAB TCF v2 TC string. */
  readonly tcString?: string;
  /** IAB Global Privacy Platform string. */
  readonly gppString?: string;
  /** The sections of it that apply (`gpp_sid`). */
  readonly gppSid?: readonly number[];
}

/** What a string says of a category. */
export interface StringClaim {
  readonly by: 'tcString' | 'gppString';
  readonly category: ConsentCategory;
  readonly decision: Exclude<Decision, 'unset'>;
}

/** What is to be known of strings. */
export interface StringReport {
  /** Why they are refused; empty for good ones. */
  readonly faults: readonly ProblemPart[];
  readonly claims: readonly StringClaim[];
  /** Where the strings contradict one another, or are too old to be relied on, as stable words. */
  readonly conflicts: readonly string[];
}

/** Reads the strings of other frameworks. `@nest-privacy/consent/iab` has the one that uses the IAB's libraries. */
export interface ConsentStringReader {
  /**
   * Looks at strings of 4 096 characters at most; does not throw, whatever they hold.
   *
   * @param now milliseconds since the epoch, by which their age is judged
   */
  read(strings: ConsentStrings, now: number): StringReport;
}
