/** What an import did. */
export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  /** Items that were here already, exactly so. */
  readonly unchanged: number;
  /** Entries of a Django fixture that belong to other models. */
  readonly ignored: number;
}
