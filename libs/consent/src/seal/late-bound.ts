import { minutes } from '@nest-privacy/core';
import { MOST_BACKDATED } from '@nest-privacy/core/sealing';

/**
 * How old a record without a number may be that is sealed late, in milliseconds. What stands before it may be of a clock that is fast, or be sealed while the look behind the
 * sealer goes on: this is so much less than {@link MOST_BACKDATED} that no check calls it backdated.
 */
export const LATEST = MOST_BACKDATED - minutes(5);
