/** What became of the lines of an import. */
export interface ImportReport {
  /** Records that were added. */
  readonly imported: number;
  /** Lines that had been taken over before. */
  readonly known: number;
  /** Lines that were not, with what is wrong; a thousand at most. */
  readonly refused: readonly { readonly line: number; readonly detail: string }[];
  /** Whether every line was read: no more than ten thousand are, and none behind a thousand faults. */
  readonly complete: boolean;
}
