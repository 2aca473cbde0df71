import { type DropReason } from '../event/drop-reason.js';

/** Why a line is no event: no GET, neither shown nor missing, no page, not a request yet, not to be read; or what else drops a live request. */
export type LeftOut = 'method' | 'status' | 'part' | 'future' | 'malformed' | DropReason;

/** What an import found in the lines that it read. */
export interface ImportTally {
  lines: number;
  pageviews: number;
  /** Pages that were not there. */
  misses: number;
  /** Machines count here, whether the option `bots` has them dropped or kept apart. */
  leftOut: Partial<Record<LeftOut, number>>;
  /** Numbers of the first three lines that could not be read. */
  malformedLines: number[];
  /** Lines by status. */
  statuses: Record<string, number>;
  /** When the earliest request was, in milliseconds since the epoch. */
  first: number | null;
  last: number | null;
}

export const emptyTally = (): ImportTally => ({
  lines: 0,
  pageviews: 0,
  misses: 0,
  leftOut: {},
  malformedLines: [],
  statuses: {},
  first: null,
  last: null,
});
