import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef, ModulesContainer, Reflector } from '@nestjs/core';
import { Ports } from '../ports/ports.js';
import { requestViewFrom } from '../request/request-view-from.js';
import { adminScopeMissing, adminTokenRequired } from './admin-problems.js';
import { type AdminScope } from './admin-scope.js';
import { administratorOf } from './administrator-of.js';

/** Guards the admin routes by {@link AdminAccess}. Refuses when no scope is declared, and everybody while the port is unbound. No cache keeps the answers. */
@Injectable()
export class AdminGuard implements CanActivate {
  private readonly ports: Ports;

  constructor(
    private readonly reflector: Reflector,
    self: ModuleRef,
    modules: ModulesContainer,
    @Optional() @Inject(HttpAdapterHost) private readonly host?: HttpAdapterHost,
  ) {
    this.ports = new Ports(self, modules);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const view = requestViewFrom(context);
    this.keepFromCaches(context);
    const administrator = await administratorOf(view, this.ports.adminAccess);
    if (administrator === null) throw adminTokenRequired();
    const required = this.reflector.getAllAndOverride<AdminScope | undefined>('@nest-privacy/core:require-scope', [
      context.getHandler(),
      context.getClass(),
    ]);
    if (required === undefined || !administrator.scopes.has(required)) throw adminScopeMissing(required);
    return true;
  }

  /** Neither a browser nor a proxy may keep what is for administrators, refusals included. */
  private keepFromCaches(context: ExecutionContext): void {
    if (context.getType() !== 'http') return;
    this.host?.httpAdapter.setHeader(context.switchToHttp().getResponse(), 'Cache-Control', 'no-store');
  }
}
