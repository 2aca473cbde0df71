import { type TreeHead } from '../heads/tree-head.js';

/** A place outside the database that keeps heads, out of reach of whoever can change the log. */
export interface HeadAnchor {
  /** For the log of failures. */
  readonly name: string;
  /** Keeps the newest heads, one of each log; asked again with newer ones when it throws. */
  keep(heads: readonly TreeHead[]): Promise<void>;
}
