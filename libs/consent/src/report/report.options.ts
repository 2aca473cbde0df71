/** How sums for reports are kept. */
export interface ConsentReportOptions {
  /**
   * Milliseconds between two looks at what has been recorded since; one of all processes sums it up. `off` for a process that leaves it to
   * others. @default seconds(5)
   */
  readonly pollInterval?: number | 'off' | undefined;
}
