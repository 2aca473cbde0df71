/** A part of a log's tree is not there. */
export class TornTreeError extends Error {
  constructor(log: string) {
    super(`The sealed log ${log} lacks a part of its tree`);
  }
}
