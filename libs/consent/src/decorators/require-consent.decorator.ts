import { SetMetadata, UseGuards } from '@nestjs/common';
import { type ConsentCategory } from '@nest-privacy/core';
import { ConsentGuard } from '../consent.guard.js';
import { REQUIRED_CONSENT } from './required-consent.js';

/**
 * Lets a handler run only for visitors who allow all of these categories, and answers everybody else 403 `CONSENT_REQUIRED`. Brings {@link ConsentGuard}
 * with it. Additive: a method needs what it names and what its class names, and repeating the decorator adds. A category that does not
 * exist stops the application from starting.
 *
 * @example
 * \@RequireConsent('MARKETING')
 * \@Get('offers')
 * offers() { ... }
 */
export const RequireConsent =
  (...categories: readonly [ConsentCategory, ...ConsentCategory[]]): MethodDecorator & ClassDecorator =>
  (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const place = (descriptor?.value ?? target) as object;
    const earlier = (Reflect.getMetadata(REQUIRED_CONSENT, place) ?? []) as ConsentCategory[];
    const merged = SetMetadata(REQUIRED_CONSENT, [...new Set([...earlier, ...categories])]);
    const guarded = UseGuards(ConsentGuard);
    if (key !== undefined && descriptor !== undefined) {
      merged(target, key, descriptor);
      guarded(target, key, descriptor);
      return;
    }
    merged(target as new () => unknown);
    guarded(target as new () => unknown);
  };
