import { type AdminScope, ProblemException } from '@nest-privacy/core';

export const tokenUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'ADMIN_TOKEN_UNKNOWN',
    title: 'There is no such token',
    detail: 'No valid token has this id; GET /admin/tokens lists them.',
  });

/** @param missingScopes what the token would give or take, and its holder does not have */
export const scopesMissing = (missingScopes: readonly AdminScope[]): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'ADMIN_SCOPE_MISSING',
    title: 'The token does not cover this',
    detail: `A token can only give and revoke scopes of its own; it lacks ${missingScopes.join(', ')}.`,
    extensions: { missingScopes },
  });

export const outlives = (expiresAt: Date): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'ADMIN_TOKEN_OUTLIVES',
    title: 'The token would outlive the one that makes it',
    detail: `Send an "expiresAt" of ${expiresAt.toISOString()} or earlier.`,
  });

export const lastFullToken = (): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'ADMIN_TOKEN_LAST',
    title: 'This is the last token with every scope',
    detail: 'Make another one first, or revoke it with the ADMIN_TOKEN of the environment.',
  });
