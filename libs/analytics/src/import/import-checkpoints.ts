import { type ImportPosition } from '../store/import-journal.js';
import { type ImportTally } from './import-tally.js';
import { EQUAL_LINES_WITHIN } from './line-ids.js';

interface Checkpoint {
  readonly lines: number;
  readonly position: ImportPosition;
}

/**
 * Where an interrupted import may go on. To number the equal lines of one second as before, whoever goes on must have read the lines before, so that it begins as many
 * lines further up as are looked through for equal ones.
 */
export class ImportCheckpoints {
  private readonly waiting: Checkpoint[] = [];

  /**
   * @param offset bytes up to which all is stored
   * @returns where to go on by now; `undefined` when there is nothing new
   */
  reached(offset: number, tally: ImportTally): ImportPosition | undefined {
    this.waiting.push({ lines: tally.lines, position: { offset, tally: structuredClone(tally) } });
    let latest: ImportPosition | undefined;
    while (this.waiting[0]!.lines + EQUAL_LINES_WITHIN <= tally.lines) latest = this.waiting.shift()!.position;
    return latest;
  }
}
