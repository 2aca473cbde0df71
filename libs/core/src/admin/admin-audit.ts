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
  /** What its body names, see `AdminRequirement`. */
  readonly named?: Readonly<Record<string, string>> | undefined;
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

/** 400, which nobody reads: whoever asked went away before it was done. */
const connectionClosed = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CONNECTION_CLOSED',
    title: 'The connection was closed',
    detail: 'Nothing was done, for whoever asked had left before it was written down. Ask again.',
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
   * @param refusal thrown afterwards, for an attempt is written down as well
   * @throws ProblemException 503 `AUDIT_LOG_UNAVAILABLE`; `refusal`; 400 `AUDIT_REASON_REQUIRED`, `AUDIT_REASON_INVALID` or, where whoever asks is gone, `CONNECTION_CLOSED`
   */
  async record(log: AuditLog, action: AdminAction, refusal?: ProblemException): Promise<void> {
    if (this.recorded.has(action.context)) return;
    this.recorded.add(action.context);
    const { reason, fault } = reasonIn(action.view);
    const isMissing = reason === null && action.personal && log.reasons === 'required';
    const refused = refusal ?? fault ?? (isMissing ? auditReasonRequired() : undefined);
    await this.write(log, action, reason);
    if (refused) throw refused;
  }

  private async write(log: AuditLog, action: AdminAction, reason: string | null): Promise<void> {
    const { context, view, administrator, personal } = action;
    const response = responseOf(action);
    let entryId = '';
    let isClosed = false;
    const conclude = (): void => {
      isClosed = true;
      if (entryId === '') return;
      const status = response?.writableFinished ? response.statusCode : null;
      void log.conclude({ entryId, status, result: auditResultOf(view), at: this.clock.now() });
    };
    // Before anything is waited for: a connection that ends meanwhile says so once.
    response?.once('close', conclude);
    entryId = await log
      .record({
        administrator: administrator.id,
        action: actionOf(action),
        target: auditTargetOf(context, action),
        personal,
        reason,
        at: this.clock.now(),
      })
      .catch((error: unknown) => {
        throw auditLogUnavailable(error);
      });
    if (!isClosed && !response?.destroyed) return;
    conclude();
    throw connectionClosed();
  }
}

/** What is given as reason; where it cannot be kept, why. */
function reasonIn(view: RequestView): { readonly reason: string | null; readonly fault?: ProblemException } {
  try {
    return { reason: auditReasonOf(view) };
  } catch (error) {
    if (error instanceof ProblemException) return { reason: null, fault: error };
    throw error;
  }
}
