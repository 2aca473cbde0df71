import { ProblemException, type ProblemPart } from '@nest-privacy/core';

/** 400: nobody here can read what was sent along, and what nobody read proves nothing. */
export const stringsUnsupported = (paths: readonly string[]): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CONSENT_STRING_UNSUPPORTED',
    title: 'This site takes no strings of other frameworks',
    detail:
      'Leave tcString, gppString and gppSid out, or give ConsentModule the option "interop" with a reader of strings, such as IabStrings of @nest-privacy/consent/iab.',
    errors: paths.map((path) => ({ path, detail: 'cannot be read here' })),
  });

/** 400: the string is malformed, or breaks a rule of its framework. */
export const stringsInvalid = (faults: readonly ProblemPart[]): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CONSENT_STRING_INVALID',
    title: 'A string of another framework is not valid',
    detail: 'Send the string as the CMP hands it out now, unaltered; "errors" says what is wrong with it.',
    errors: [...faults],
  });
