import { createHash, timingSafeEqual } from 'node:crypto';
import { ProblemException } from '@nest-privacy/core';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const BEARER = /^Bearer +(\S+) *$/i;

/** The token that a scrape must show, if any. */
export class BearerToken {
  private readonly expected: Buffer | undefined;

  constructor(token: string | undefined) {
    this.expected = token === undefined ? undefined : digest(token);
  }

  /**
   * Compares in constant time, whatever the lengths.
   *
   * @param authorization value of the header `Authorization`
   * @throws ProblemException 401 `METRICS_TOKEN_REQUIRED`
   */
  require(authorization: string | undefined): void {
    if (this.expected === undefined) return;
    const given = BEARER.exec(authorization ?? '')?.[1];
    if (given !== undefined && timingSafeEqual(digest(given), this.expected)) return;
    throw tokenRequired();
  }
}

/** 401: the token is missing or another one. */
export const tokenRequired = (): ProblemException =>
  new ProblemException({
    status: 401,
    code: 'METRICS_TOKEN_REQUIRED',
    title: 'A token is required',
    detail: 'Send the header "Authorization: Bearer <token>" with the token of the MetricsModule option "token".',
    headers: { 'WWW-Authenticate': 'Bearer realm="metrics"' },
  });
