import { ProblemException } from '@nest-privacy/core';

export const bodyTooLarge = (): ProblemException =>
  new ProblemException({
    status: 413,
    code: 'BODY_TOO_LARGE',
    title: 'The body is too large',
    detail: 'A decision takes 16 KiB at most. Send the categories only.',
  });

export const mediaTypeUnsupported = (): ProblemException =>
  new ProblemException({
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    title: 'The body is of an unknown kind',
    detail:
      'Send a decision as application/json, as a form (application/x-www-form-urlencoded), or as text/plain by sendBeacon.',
  });

const notFound = (detail: string): ProblemException =>
  new ProblemException({ status: 404, code: 'CONSENT_RECORD_NOT_FOUND', title: 'There is no such record', detail });

/** For a visitor. */
export const recordNotFound = (): ProblemException =>
  notFound('This visitor has no record with this id. GET /consent/records lists those there are.');

/** For an administrator. */
export const recordUnknown = (): ProblemException =>
  notFound('No record of any site has this id. GET /admin/consent/records lists those there are.');

/** An administrator names somebody of whom nothing is known. */
export const subjectNotFound = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'CONSENT_SUBJECT_NOT_FOUND',
    title: 'There is nobody like that',
    detail:
      'No site, or not this one, has a decision of this subject or user, or it was erased. Nothing was recorded. GET /admin/consent/records finds subjects and users.',
  });

/** A page of another site wants to decide. */
export const crossSiteRefused = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CROSS_SITE_REFUSED',
    title: 'Another site cannot decide for a visitor',
    detail: 'Send the decision from a page of this site, or have its origin added to the option "allowedOrigins".',
  });
