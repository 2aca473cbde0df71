import { type RequestView } from '../request/request-view.js';

const RESULT = Symbol.for('@nest-privacy/core:audit-result');

/**
 * Has the audit log say with the outcome of an admin action what came of it, such as the id of what was made; nothing personal. For handlers whose
 * parameters and query alone do not tell.
 */
export const noteAuditResult = (view: RequestView, result: Readonly<Record<string, string>>): void =>
  view.remember(RESULT, result);

/** What was noted; empty where nothing was. */
export const auditResultOf = (view: RequestView): Readonly<Record<string, string>> => view.memo(RESULT, () => ({}));
