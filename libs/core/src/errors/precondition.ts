import { ProblemException } from './problem.exception.js';

/**
 * 412: something was changed since the client read it.
 *
 * @param what such as `item`
 * @param current its entity tag now
 */
export const preconditionFailed = (what: string, current: string): ProblemException =>
  new ProblemException({
    status: 412,
    code: 'PRECONDITION_FAILED',
    title: `The ${what} was changed in between`,
    detail: `If-Match does not name the current version. Read the ${what} again, and repeat the change on it.`,
    headers: { ETag: current },
    extensions: { currentETag: current },
  });

/** 428: a change must say which version it is meant for (RFC 6585, section 3). */
export const preconditionRequired = (): ProblemException =>
  new ProblemException({
    status: 428,
    code: 'PRECONDITION_REQUIRED',
    title: 'If-Match is required',
    detail: 'Send the ETag of the version that you have read as If-Match, so that nobody else’s change is overwritten.',
  });
