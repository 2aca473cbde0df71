import { auditLogUnavailable } from '../admin/admin-audit.js';
import { auditReasonInvalid, auditReasonRequired } from '../admin/audit-reason.js';
import { type RouteDescription } from './description.js';
import { REQUEST_HEADERS } from './headers.js';
import { mergeResponses, problems } from './responses.js';

const REFUSED = problems(auditReasonInvalid(), auditReasonRequired(), auditLogUnavailable());

/** What an admin route is like where an audit log is bound, which writes down what is done there. */
export const auditedRoute = (route: RouteDescription): RouteDescription => ({
  ...route,
  parameters: [...(route.parameters ?? []), REQUEST_HEADERS.auditReason],
  responses: mergeResponses(route.responses, REFUSED),
});
