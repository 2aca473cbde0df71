import { type ProblemException } from '@nest-privacy/core';

/** What goes to the other end of a socket or a microservice instead of an answer. Nest's own errors have `status` and `message`, too. */
export interface RefusalMessage {
  readonly status: 'error';
  readonly message: string;
  /** `CONSENT_REQUIRED`, unless an `exceptionFactory` says otherwise. */
  readonly code?: string;
  readonly [member: string]: unknown;
}

/** The message that an error becomes; `undefined` for one that Nest has to deal with itself. */
export function refusalMessage(error: object): object | undefined {
  const { problem, extensions, getError } = error as Partial<ProblemException> & { getError?: () => unknown };
  if (problem) return { status: 'error', message: problem.detail, ...extensions } satisfies RefusalMessage;
  if (typeof getError !== 'function') return undefined;
  const told: unknown = getError.call(error);
  return typeof told === 'object' && told !== null
    ? told
    : ({ status: 'error', message: String(told) } satisfies RefusalMessage);
}
