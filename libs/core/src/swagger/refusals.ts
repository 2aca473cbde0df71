import { adminScopeMissing, adminTokenRequired } from '../admin/admin-problems.js';
import { type AdminScope } from '../admin/admin-scope.js';
import { DatabaseUnavailableException } from '../errors/database-unavailable.exception.js';
import { type ProblemException } from '../errors/problem.exception.js';
import { problemOf } from '../errors/problem-of.js';
import { rateLimited } from '../errors/rate-limited.js';
import { invalidInput } from '../errors/validation-problem.js';
import { invalidCursor } from '../paging/cursor.js';
import { siteUnknown } from '../request/site-resolver.js';
import { seconds } from '../time/durations.js';
import { type Refusal } from './responses.js';

/** What routes of several packages refuse, as examples. */
export const REFUSALS = {
  /** Any route may fail. */
  failure: problemOf(new Error()),
  /** Whoever asks the database may get no answer. */
  database: new DatabaseUnavailableException('unreachable', undefined),
  cursor: invalidCursor(),
  site: siteUnknown(),
  rate: rateLimited('Too many requests at once', { allowed: false, endsIn: seconds(42) }),
} satisfies Readonly<Record<string, Refusal>>;

/**
 * The input is not valid.
 *
 * @param path of one part of it
 * @param detail what may be wrong with that
 */
export const invalid = (path: string, detail: string): ProblemException => invalidInput([{ path, detail }]);

/** What an admin route refuses before anything else. */
export const unauthorised = (scope: AdminScope): readonly ProblemException[] => [
  adminTokenRequired(),
  adminScopeMissing(scope),
];
