import { ProblemException } from '../errors/problem.exception.js';

/** 401: who asks is not known. */
export const adminTokenRequired = (): ProblemException =>
  new ProblemException({
    status: 401,
    code: 'ADMIN_TOKEN_REQUIRED',
    title: 'An admin token is required',
    detail: 'Send the header "Authorization: Bearer <token>" with a valid admin token.',
    headers: { 'WWW-Authenticate': 'Bearer realm="admin"' },
  });

/** 403: who asks may not do that. */
export const adminScopeMissing = (scope: string | undefined): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'ADMIN_SCOPE_MISSING',
    title: 'The token does not cover this',
    detail:
      scope === undefined ? 'This route declares no scope and is closed.' : `Use a token with the scope "${scope}".`,
    ...(scope !== undefined && { extensions: { requiredScope: scope } }),
  });

/** 500: what the application said is no id, and no log could name it. */
export const administratorInvalid = (longest: number): ProblemException =>
  new ProblemException({
    status: 500,
    code: 'ADMINISTRATOR_INVALID',
    title: 'The id of the administrator is none',
    detail: `The AdminAccess that is bound answered an "id" that is no line of 1 to ${longest} characters. Nothing was done; have it answer the id of an account or a token.`,
  });

/** 403: a page of another site asks by an administrator's browser. */
export const adminOriginRefused = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CROSS_SITE_REFUSED',
    title: 'Another site cannot act for an administrator',
    detail:
      'Send the request from a page of this site, have its origin added to the option "adminOrigins" of CoreModule, or send a token in the header "Authorization".',
  });
