import { Inject, Injectable, Optional, type PipeTransform } from '@nestjs/common';
import { ConfigurationError, type RequestView } from '@nest-privacy/core';
import { ConsentService } from '../consent.service.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';

/** Turns a request into what is known of its visitor's consent; behind `@Consent()`. */
@Injectable()
export class VisitorConsentPipe implements PipeTransform<
  RequestView | undefined,
  VisitorConsent | Promise<VisitorConsent>
> {
  private readonly service: ConsentService;

  /** @throws ConfigurationError when the module is missing, while the application starts */
  constructor(@Optional() @Inject(ConsentService) service?: ConsentService) {
    if (!service) throw moduleMissing('@Consent()');
    this.service = service;
  }

  /** @throws ConfigurationError for a handler without a request */
  transform(view: RequestView | undefined): VisitorConsent | Promise<VisitorConsent> {
    const settled = view && this.service.settle(view);
    if (view) return settled ? settled.then(() => this.service.read(view)) : this.service.read(view);
    throw new ConfigurationError({
      code: 'CONSENT_WITHOUT_REQUEST',
      what: 'there is no request to read consent from',
      where: 'a parameter @Consent()',
      remedy: 'use it in handlers of HTTP, GraphQL or WebSocket requests',
    });
  }
}

const moduleMissing = (where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_MODULE_MISSING',
    what: 'ConsentService is not available',
    where,
    remedy: 'import ConsentModule into this module, or once with isGlobal: true',
  });
