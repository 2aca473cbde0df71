import { ImportCheckpoints } from './import-checkpoints.js';
import { emptyTally } from './import-tally.js';
import { EQUAL_LINES_WITHIN } from './line-ids.js';

describe('the places where an interrupted import may go on', () => {
  let checkpoints: ImportCheckpoints;
  const reached = (lines: number) => checkpoints.reached(lines * 100, { ...emptyTally(), lines });
  const at = (lines: number) => ({ offset: lines * 100, tally: { ...emptyTally(), lines } });

  beforeEach(() => (checkpoints = new ImportCheckpoints()));

  it('are so far up that equal lines are numbered as before', () => {
    expect(reached(500)).toBeUndefined();
    expect(reached(600)).toBeUndefined();
    expect(reached(EQUAL_LINES_WITHIN + 499)).toBeUndefined();
    expect(reached(EQUAL_LINES_WITHIN + 500)).toEqual(at(500));
    expect(reached(EQUAL_LINES_WITHIN + 501)).toBeUndefined();
    expect(reached(EQUAL_LINES_WITHIN + 10_000)).toEqual(at(600));
    expect(reached(2 * EQUAL_LINES_WITHIN + 501)).toEqual(at(EQUAL_LINES_WITHIN + 501));
  });

  it('keep what was counted by then', () => {
    const tally = { ...emptyTally(), lines: 1, leftOut: { bot: 1 } };
    checkpoints.reached(100, tally);
    tally.leftOut.bot = 7;
    tally.lines = EQUAL_LINES_WITHIN + 1;
    expect(checkpoints.reached(9_000, tally)).toEqual({
      offset: 100,
      tally: { ...emptyTally(), lines: 1, leftOut: { bot: 1 } },
    });
  });
});
