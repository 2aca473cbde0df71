import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef, ModulesContainer, Reflector } from '@nestjs/core';
import { Ports } from '../ports/ports.js';
import { requestViewFrom } from '../request/request-view-from.js';
import { Clock, SYSTEM_CLOCK } from '../time/clock.js';
import { AdminAudit } from './admin-audit.js';
import { adminScopeMissing, adminTokenRequired } from './admin-problems.js';
import { type AdminScope } from './admin-scope.js';
import { administratorOf } from './administrator-of.js';
import { PERSONAL_DATA } from './opens-personal-data.decorator.js';

/** What is asked of an administrator. */
export interface AdminRequirement {
  /** Without one nobody passes. */
  readonly scope: AdminScope | undefined;
  /** Whether data of one person is opened, see {@link OpensPersonalData}. */
  readonly personal: boolean;
}

/**
 * Guards the admin routes by {@link AdminAccess}, and has {@link AuditLog} write down what is done there and what is refused, before it is done. Refuses when
 * no scope is declared, and everybody while the port is unbound. No cache keeps the answers.
 */
@Injectable()
export class AdminGuard implements CanActivate {
  private readonly ports: Ports;
  private readonly audit: AdminAudit;

  constructor(
    private readonly reflector: Reflector,
    self: ModuleRef,
    modules: ModulesContainer,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
    @Optional() @Inject(Clock) clock: Clock = SYSTEM_CLOCK,
  ) {
    this.ports = new Ports(self, modules);
    this.audit = new AdminAudit(clock);
  }

  canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const scope = this.reflector.getAllAndOverride<AdminScope | undefined>('@nest-privacy/core:require-scope', places);
    return this.admit(context, { scope, personal: this.reflector.getAllAndOverride(PERSONAL_DATA, places) === true });
  }

  /**
   * Lets an administrator pass; for guards of routes that are for administrators only sometimes, and so say nothing by their decorators.
   *
   * @throws ProblemException 401 `ADMIN_TOKEN_REQUIRED`, 403 `ADMIN_SCOPE_MISSING`, and what the audit log refuses
   */
  async admit(context: ExecutionContext, { scope, personal }: AdminRequirement): Promise<true> {
    const view = requestViewFrom(context);
    this.keepFromCaches(context);
    const administrator = await administratorOf(view, this.ports.adminAccess);
    if (view === undefined || administrator === null) throw adminTokenRequired();
    const isCovered = scope !== undefined && administrator.scopes.has(scope);
    const refusal = isCovered ? undefined : adminScopeMissing(scope);
    const { auditLog } = this.ports;
    if (auditLog) await this.audit.record(auditLog, { context, view, administrator, personal }, refusal);
    if (refusal) throw refusal;
    return true;
  }

  /** Neither a browser nor a proxy may keep what is for administrators, refusals included. */
  private keepFromCaches(context: ExecutionContext): void {
    if (context.getType() !== 'http') return;
    this.host?.httpAdapter.setHeader(context.switchToHttp().getResponse(), 'Cache-Control', 'no-store');
  }
}
