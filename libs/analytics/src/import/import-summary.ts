import { type ImportTally } from './import-tally.js';

/** What an import did. */
export interface ImportSummary extends Readonly<ImportTally> {
  readonly site: string;
  /** Events that this import added. */
  readonly added: number;
  /** Events that were in the store already. */
  readonly known: number;
  /** Lines that an earlier, interrupted import had done; they are not read again, and count in all but `added` and `known`. */
  readonly resumedAfter: number;
}
