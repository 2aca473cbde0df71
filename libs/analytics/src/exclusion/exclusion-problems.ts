import { ProblemException } from '@nest-privacy/core';

/** 503: there is no key by which the cookie could be signed. */
export const exclusionUnavailable = (): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'EXCLUSION_UNAVAILABLE',
    title: 'Visitors cannot exclude themselves here',
    detail:
      'The cookie of the exclusion is signed, and the operator gave AnalyticsModule no "secrets" to sign it with.',
  });

/** 400: a form says neither yes nor no. */
export const exclusionMalformed = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'EXCLUSION_MALFORMED',
    title: 'It is not said whether to exclude',
    detail: 'Send no body, or a form whose field "excluded" is "true" or "false".',
  });
