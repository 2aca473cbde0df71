import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { ModuleRef, ModulesContainer, Reflector } from '@nestjs/core';
import { type ConsentCategory, ProblemException } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ConsentConfig } from './consent.config.js';
import { ConsentService } from './consent.service.js';
import { REQUIRED_CONSENT } from './decorators/required-consent.js';

/**
 * Stands before what `@RequireConsent` marks. Decides from the signed cookies without a query,
 * but for a cookie that is older than what memory holds; and fails closed: without a request, and without
 * ConsentModule, nothing but ESSENTIALS passes. What a class and a method require is added up.
 */
@Injectable()
export class ConsentGuard implements CanActivate, OnModuleInit {
  private readonly ports: Ports;
  private readonly logger = new Logger(ConsentGuard.name);

  constructor(
    private readonly reflector: Reflector,
    @Optional() @Inject(ConsentService) private readonly service?: ConsentService,
    @Optional() @Inject(ConsentConfig) private readonly config?: ConsentConfig,
    @Optional() self?: ModuleRef,
    @Optional() modules?: ModulesContainer,
  ) {
    this.ports = new Ports(self, modules);
  }

  onModuleInit(): void {
    if (this.service) return;
    this.logger.error(
      '@RequireConsent refuses everybody: import ConsentModule into this module, or once with isGlobal: true',
    );
  }

  /** @throws ProblemException 403 `CONSENT_REQUIRED` with the members `categories` and `consentUrl` */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const settled = this.service?.settle(context);
    return settled ? settled.then(() => this.decide(context)) : this.decide(context);
  }

  private decide(context: ExecutionContext): boolean {
    const required = this.reflector.getAllAndMerge<ConsentCategory[]>(REQUIRED_CONSENT, [
      context.getHandler(),
      context.getClass(),
    ]);
    const missing = this.service ? this.service.missing(context, [...new Set(required)]) : required;
    if (missing.length === 0 && this.service) return true;
    for (const category of missing) this.ports.metrics.count('consent_guard_denials_total', { category });
    throw consentRequired(missing, this.config?.consentUrl);
  }
}

const consentRequired = (categories: readonly ConsentCategory[], consentUrl: string | undefined): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CONSENT_REQUIRED',
    title: 'Consent is required',
    detail: `The visitor has not allowed ${categories.join(' and ')}.${consentUrl === undefined ? '' : ` Consent can be given at ${consentUrl}.`}`,
    extensions: { categories, ...(consentUrl !== undefined && { consentUrl }) },
  });
