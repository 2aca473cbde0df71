import { Inject, Injectable, Optional, type PipeTransform } from '@nestjs/common';
import { ConfigurationError } from '@nest-privacy/core';
import { ConsentService } from '../consent.service.js';
import { type VisitorConsent } from '../decision/visitor-consent.js';
import { type Asked } from '../enforcement/asked.js';

/** Turns whoever asks into what is known of their consent; behind `@Consent()`. */
@Injectable()
export class VisitorConsentPipe implements PipeTransform<Asked, VisitorConsent | Promise<VisitorConsent>> {
  private readonly service: ConsentService;

  /** @throws ConfigurationError when the module is missing, while the application starts */
  constructor(@Optional() @Inject(ConsentService) service?: ConsentService) {
    if (!service) throw moduleMissing('@Consent()');
    this.service = service;
  }

  transform({ view, carrier, isAnonymous }: Asked): VisitorConsent | Promise<VisitorConsent> {
    if (isAnonymous) return this.service.anonymous();
    if (carrier !== undefined) return this.service.readCarried(carrier);
    if (!view) return this.service.nobody();
    const settled = this.service.settle(view);
    return settled ? settled.then(() => this.service.read(view)) : this.service.read(view);
  }
}

const moduleMissing = (where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_MODULE_MISSING',
    what: 'ConsentService is not available',
    where,
    remedy: 'import ConsentModule into this module, or once with isGlobal: true',
  });
