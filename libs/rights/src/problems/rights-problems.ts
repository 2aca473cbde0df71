import { ProblemException } from '@nest-privacy/core';
import { type RequestAction, type RequestState } from '../requests/request-state.js';

/** A page of another site asks. */
export const crossSiteRefused = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CROSS_SITE_REFUSED',
    title: 'Another site cannot ask for a visitor',
    detail: 'Send the request from a page of this site, or have its origin added to the option "allowedOrigins".',
  });

/** Nothing in the request says who it is. */
export const subjectUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'SUBJECT_UNKNOWN',
    title: 'Nothing proves who asks',
    detail:
      'No cookie and no login of this request names anybody of whom something is kept. Send it from the browser that decided, or log in.',
  });

/** There is no such request. */
export const requestNotFound = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'RIGHTS_REQUEST_NOT_FOUND',
    title: 'There is no such request',
    detail: 'No request has this id. GET /admin/privacy/requests lists those there are.',
  });

/** The request is not in a state for that. */
export const actionImpossible = (action: RequestAction, state: RequestState): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'RIGHTS_ACTION_IMPOSSIBLE',
    title: 'The request cannot be acted upon so',
    detail: `A request that is ${state} cannot take "${action}", be it that this was done before. Read it again.`,
    extensions: { state },
  });

/** Extending and refusing are explained to the person. */
export const reasonMissing = (action: RequestAction): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'RIGHTS_REASON_MISSING',
    title: 'A reason is missing',
    detail: `Give a "reason" for "${action}" that the person can be told (Art. 12(3) and (4) GDPR).`,
  });

/** A person has more names than one person can have, so that something would be left out. */
export const tooManyNames = (names: number, rounds: number): ProblemException =>
  new ProblemException({
    status: 500,
    code: 'SUBJECT_NAMES_TOO_MANY',
    title: 'The person has too many names',
    detail: `There are more than ${names} names of this person, or still further ones after ${rounds} rounds. Nothing was exported or erased, for something would be left out; have an administrator find out which contributor gives them.`,
  });
