import { type RateVerdict } from '../ports/rate-limits.js';
import { ProblemException } from './problem.exception.js';

/**
 * The 429 `RATE_LIMITED` with `Retry-After`.
 *
 * @param title what there was too much of
 * @param verdict the one that refused
 */
export function rateLimited(title: string, { endsIn }: RateVerdict): ProblemException {
  const wait = String(Math.max(1, Math.ceil(endsIn / 1_000)));
  return new ProblemException({
    status: 429,
    code: 'RATE_LIMITED',
    title,
    detail: `Wait ${wait} seconds, then send it again.`,
    headers: { 'Retry-After': wait },
  });
}
