import { minutes } from '@nest-privacy/core';
import { invalidInput } from '@nest-privacy/core/kit';
import { type DecisionRequest } from '../decision/decision-request.js';

/** How far the clock of a client may be ahead of ours, in milliseconds. */
const CLOCK_TOLERANCE = minutes(5);

/**
 * Nobody decided tomorrow.
 *
 * @param now milliseconds since the epoch
 * @throws ProblemException 400 `VALIDATION_FAILED` when the decision was given later than now, five minutes for a fast clock allowed
 */
export function assertGivenAt({ givenAt }: DecisionRequest, now: number): void {
  if (givenAt === null || givenAt.getTime() <= now + CLOCK_TOLERANCE) return;
  throw invalidInput([{ path: 'givenAt', detail: 'is in the future; leave it out for a decision that is made now' }]);
}
