import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type ConsentReader, type ConsentSnapshot, type RequestView, type TrackingConsent } from '@nest-privacy/core';
import { GUARDED } from './dnt-demo.controller.js';

/** Takes the consent from the header `X-Test-Consent`, whatever it says: judging it is the module's part. */
export class HeaderConsentReader implements ConsentReader {
  read(request: RequestView): ConsentSnapshot {
    return {
      state: 'unset',
      regime: 'opt-in',
      decisions: {},
      allowed: { ESSENTIALS: true },
      tracking: (request.header('x-test-consent') ?? 'none') as TrackingConsent,
      subjectId: null,
      recordId: null,
      decidedAt: null,
      validUntil: null,
    };
  }
}

/** A global guard that refuses one route. */
@Injectable()
export class DemoGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return !this.reflector.get<boolean | undefined>(GUARDED, context.getHandler());
  }
}
