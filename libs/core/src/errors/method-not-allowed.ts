import { ProblemException } from './problem.exception.js';

/**
 * The 405 of a resource that is there, and has other methods (RFC 9110, section 15.5.6).
 *
 * @param methods those that it has
 */
export const methodNotAllowed = (methods: readonly string[]): ProblemException =>
  new ProblemException({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    title: 'This resource has no such method',
    detail: `Use one of ${methods.join(', ')}.`,
    headers: { Allow: methods.join(', ') },
  });
