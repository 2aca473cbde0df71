import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef, ModulesContainer, Reflector } from '@nestjs/core';
import { type ProblemException } from '../errors/problem.exception.js';
import { type Administrator } from '../ports/admin-access.js';
import { Ports } from '../ports/ports.js';
import { type RequestView } from '../request/request-view.js';
import { requestViewFrom } from '../request/request-view-from.js';
import { Clock, SYSTEM_CLOCK } from '../time/clock.js';
import { AdminAudit } from './admin-audit.js';
import { AdminOrigins } from './admin-origins.js';
import { adminOriginRefused, adminScopeMissing, adminTokenRequired } from './admin-problems.js';
import { type AdminScope } from './admin-scope.js';
import { administratorOf } from './administrator-of.js';
import { PERSONAL_DATA, type PersonalDataCondition } from './opens-personal-data.decorator.js';

/** What is asked of an administrator. */
export interface AdminRequirement {
  /** Without one nobody passes. */
  readonly scope: AdminScope | undefined;
  /** Whether data of one person is opened, see {@link OpensPersonalData}. */
  readonly personal: boolean;
  /** Of whom or what the body tells, by name, where neither parameters nor query do: kept by the audit log as they are. @default nothing */
  readonly named?: Readonly<Record<string, string>> | undefined;
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
    @Optional() @Inject(AdminOrigins) private readonly origins: AdminOrigins = new AdminOrigins(),
  ) {
    this.ports = new Ports(self, modules);
    this.audit = new AdminAudit(clock);
  }

  canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    const scope = this.reflector.getAllAndOverride<AdminScope | undefined>('@nest-privacy/core:require-scope', places);
    const opens = this.reflector.getAllAndOverride<PersonalDataCondition | undefined>(PERSONAL_DATA, places);
    return this.admit(context, { scope, personal: opens !== undefined && isMet(opens, context) });
  }

  /**
   * Lets an administrator pass; for guards of routes that are for administrators only sometimes, and so say nothing by their decorators.
   *
   * @throws ProblemException 401 `ADMIN_TOKEN_REQUIRED`, 403 `ADMIN_SCOPE_MISSING` or `CROSS_SITE_REFUSED`, and what the audit log refuses
   */
  async admit(context: ExecutionContext, { scope, personal, named }: AdminRequirement): Promise<true> {
    const view = requestViewFrom(context);
    this.keepFromCaches(context);
    const administrator = await administratorOf(view, this.ports.adminAccess);
    if (view === undefined || administrator === null) throw adminTokenRequired();
    const refusal = this.refusalOf(view, administrator, scope);
    const { auditLog } = this.ports;
    if (auditLog) await this.audit.record(auditLog, { context, view, administrator, personal, named }, refusal);
    if (refusal) throw refusal;
    return true;
  }

  private refusalOf(
    view: RequestView,
    { scopes }: Administrator,
    scope: AdminScope | undefined,
  ): ProblemException | undefined {
    if (!this.origins.passes(view)) return adminOriginRefused();
    return scope !== undefined && scopes.has(scope) ? undefined : adminScopeMissing(scope);
  }

  /** Neither a browser nor a proxy may keep what is for administrators, refusals included. */
  private keepFromCaches(context: ExecutionContext): void {
    if (context.getType() !== 'http') return;
    this.host?.httpAdapter.setHeader(context.switchToHttp().getResponse(), 'Cache-Control', 'no-store');
  }
}

/** Outside HTTP there is no query that could tell, and so it is taken as met. */
function isMet({ by }: PersonalDataCondition, context: ExecutionContext): boolean {
  if (by === undefined || context.getType() !== 'http') return true;
  const { query } = context.switchToHttp().getRequest<{ query?: object }>();
  return by.some((name) => Object.hasOwn(query ?? {}, name));
}
