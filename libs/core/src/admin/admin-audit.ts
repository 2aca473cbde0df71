import { type ServerResponse } from 'node:http';
import { type ExecutionContext } from '@nestjs/common';
import { ProblemException } from '../errors/problem.exception.js';
import { type Administrator } from '../ports/admin-access.js';
import { type AuditLog } from '../ports/audit-log.js';
import { type RequestView } from '../request/request-view.js';
import { routeOf } from '../request/route.js';
import { type Clock } from '../time/clock.js';
import { auditReasonOf, auditReasonRequired } from './audit-reason.js';
import { auditResultOf } from './audit-result.js';
import { auditTargetOf } from './audit-target.js';

/** Characters of an action. */
const LONGEST_ACTION = 200;
/** Seconds. */
const RETRY_AFTER = 5;

/** What an administrator is about to do. */
export interface AdminAction {
  readonly context: ExecutionContext;
  readonly view: RequestView;
  readonly administrator: Administrator;
  /** Whether it opens data of one person. */
  readonly personal: boolean;
}

/** 503: what is done could not be written down, and so is not done. */
export const auditLogUnavailable = (cause?: unknown): ProblemException =>
  new ProblemException({
    status: 503,
    code: 'AUDIT_LOG_UNAVAILABLE',
    title: 'The audit log cannot be written',
    detail: `Nothing was done, for what administrators do is written down first. Try again in ${RETRY_AFTER} seconds.`,
    headers: { 'Retry-After': String(RETRY_AFTER) },
    cause,
  });

function actionOf({ context, view }: AdminAction): string {
  const { template } = context.getType() === 'http' ? routeOf(view) : { template: undefined };
  const called = `${context.getClass().name}.${context.getHandler().name}`;
  return (template === undefined ? called : `${view.method} ${template}`).slice(0, LONGEST_ACTION);
}

/** The answer on the raw server; `undefined` outside HTTP, where an action has no outcome that could be told. */
function responseOf({ context, view }: AdminAction): ServerResponse | undefined {
  if (view.response || context.getType() !== 'http') return view.response;
  const response = context.switchToHttp().getResponse<ServerResponse | { readonly raw: ServerResponse }>();
  return 'raw' in response ? response.raw : response;
}

/** Writes down what administrators do before it is done, and how it ended when it is. */
export class AdminAudit {
  /** Nest asks the guards of a class and of its method in one context, and what they guard is done once. */
  private readonly recorded = new WeakSet<ExecutionContext>();

  constructor(private readonly clock: Clock) {}

  /**
   * Writes an action down.
   *
   * @param refusal what is thrown afterwards in any case, for an attempt is written down as well
   * @throws ProblemException 503 `AUDIT_LOG_UNAVAILABLE`, 400 `AUDIT_REASON_REQUIRED` or `AUDIT_REASON_INVALID`
   */
  async record(log: AuditLog, action: AdminAction, refusal?: ProblemException): Promise<void> {
    if (this.recorded.has(action.context)) return;
    this.recorded.add(action.context);
    const reason = auditReasonOf(action.view);
    await this.write(log, action, reason);
    if (refusal === undefined && reason === null && action.personal && log.reasons === 'required')
      throw auditReasonRequired();
  }

  private async write(log: AuditLog, action: AdminAction, reason: string | null): Promise<void> {
    const { context, view, administrator, personal } = action;
    const entryId = await log
      .record({
        administrator: administrator.id,
        action: actionOf(action),
        target: auditTargetOf(context),
        personal,
        reason,
        at: this.clock.now(),
      })
      .catch((error: unknown) => {
        throw auditLogUnavailable(error);
      });
    const response = responseOf(action);
    response?.once('close', () => {
      const status = response.writableFinished ? response.statusCode : null;
      void log.conclude({ entryId, status, result: auditResultOf(view), at: this.clock.now() });
    });
  }
}
