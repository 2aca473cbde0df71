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
