import { seconds } from '@nest-privacy/core';

const FIRST = seconds(5);

/**
 * Milliseconds until the next try: about twice as long each time, between half of it and the whole, so that those who failed together do not come back
 * together.
 *
 * @param tries that were made, from 1
 */
export const backoff = (tries: number, longest: number): number =>
  Math.round(Math.min(longest, FIRST * 2 ** Math.min(tries - 1, 30)) * (0.5 + Math.random() / 2));
