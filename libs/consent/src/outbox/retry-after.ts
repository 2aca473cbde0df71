import { seconds } from '@nest-privacy/core';
import { type OutgoingAnswer, parseWholeNumber } from '@nest-privacy/core/kit';

/** Answers whose `Retry-After` is of the host and not of the one message: Too Many Requests (RFC 6585), Service Unavailable (RFC 9110, 15.6.4). */
const OF_THE_HOST = new Set([429, 503]);

/**
 * For how long a host asks to be left alone: in seconds, or until a date (RFC 9110, 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds; `undefined` where it does not
 */
export function retryAfterOf({ status, headers }: OutgoingAnswer, now: number): number | undefined {
  const said = headers['retry-after'];
  if (said === undefined || !OF_THE_HOST.has(status)) return undefined;
  const wait = parseWholeNumber(said);
  if (wait !== undefined) return seconds(wait);
  const until = Date.parse(said);
  return until > now ? until - now : undefined;
}
