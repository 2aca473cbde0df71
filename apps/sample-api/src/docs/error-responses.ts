import { PROBLEM_MEDIA_TYPE } from '@nest-privacy/core';
import { type Operation } from './operations.js';

const MEANING: Readonly<Record<number, string>> = {
  400: 'The input is not valid; "errors" names each fault.',
  401: 'There is no valid admin token.',
  403: 'The token lacks the scope, or the request comes from a foreign site.',
  404: 'There is no such thing, or it is not yours.',
  409: 'The request does not fit what stands; "code" says why.',
  412: 'The If-Match header names an older version.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not taken.',
  421: 'The host belongs to no site.',
  428: 'An If-Match header is needed.',
  429: 'Too many requests; see Retry-After.',
  500: 'The server failed; nothing was changed.',
  503: 'The database does not do its work, or the process is ending; see Retry-After.',
};

const problem = (status: number): object => ({
  description: MEANING[status],
  content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The errors that a route of this kind answers. */
function statusesOf(path: string, method: string, operation: Operation): number[] {
  const admin = path.startsWith('/admin/');
  const writes = method !== 'get';
  const takesInput = operation.requestBody !== undefined || (operation.parameters ?? []).length > 0;
  return [
    ...(takesInput ? [400] : []),
    ...(admin ? [401, 403] : []),
    ...(path.includes('{') || path === '/tracking-items' ? [404] : []),
    ...(operation.requestBody !== undefined ? [413, 415] : []),
    ...(admin && writes && path === '/admin/tracking-items/{id}' ? [412, 428] : []),
    ...(path === '/admin/tokens/{id}' ? [409] : []),
    ...(path === '/consent' && writes ? [403, 409, 429] : []),
    ...(path === '/analytics/events' ? [403, 429] : []),
    ...(/^\/(consent|tracking-items|analytics)/.test(path) ? [421] : []),
    ...(/^\/(\.well-known|health\/live|metrics)/.test(path) ? [] : [503]),
    500,
  ];
}

/** Adds the errors of a route to its description, and the admin token to that of an admin route. */
export function describeErrors(path: string, method: string, operation: Operation): void {
  for (const status of statusesOf(path, method, operation))
    operation.responses[String(status)] ??= problem(status) as never;
  if (path.startsWith('/admin/')) operation.security = [{ admin: [] }];
}
