/** What was before a gate that starts later than its page. */
export interface PageSoFar {
  /** What came with the page itself. @default what comes from now on until the page is there */
  readonly early?: WeakSet<Element>;
  /** Categories that were allowed: of those that no longer are, the traces are erased. @default none */
  readonly allowed?: Iterable<string>;
}
