import { ProblemException } from '@nest-privacy/core';

export const mediaTypeUnsupported = (): ProblemException =>
  new ProblemException({
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    title: 'The body is of an unknown kind',
    detail:
      'Send application/json, application/merge-patch+json, application/x-www-form-urlencoded or text/plain, in UTF-8 and without a Content-Encoding.',
    // RFC 7694, section 3: which content codings would have done.
    headers: { 'Accept-Encoding': 'identity' },
  });

export const bodyTooLarge = (limit: number): ProblemException =>
  new ProblemException({
    status: 413,
    code: 'BODY_TOO_LARGE',
    title: 'The body is too large',
    detail: `Send ${limit} bytes at most.`,
  });

/** The client went away, or took too long; hardly anybody is left to read this. */
export const bodyIncomplete = (cause: unknown): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'BODY_INCOMPLETE',
    title: 'The body did not arrive whole',
    detail: 'Send the request again.',
    cause,
  });

export const textMalformed = (cause: unknown): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'TEXT_MALFORMED',
    title: 'The body is not UTF-8',
    detail: 'Send text in UTF-8.',
    cause,
  });
