import { Inject, Optional, SetMetadata, UseFilters, UseGuards } from '@nestjs/common';
import { type ConsentCategory, ConfigurationError } from '@nest-privacy/core';
import { ConsentGuard } from '../consent.guard.js';
import { ConsentAnswerFilter } from '../enforcement/consent-answer.filter.js';
import { ConsentGate } from '../enforcement/consent-gate.js';
import {
  CONSENT_MODES,
  CONSENT_REQUIREMENTS,
  type ConsentRequirement,
  faultOf,
  requirementsAt,
  type RequireConsentOptions,
} from '../enforcement/consent-requirement.js';
import { GATE, guardedMethod, type Method } from '../enforcement/guarded-method.js';
import { guardMethods } from '../enforcement/guarded-class.js';

/** What is required, and what happens where it is missing. */
export type RequireConsentArguments =
  | readonly [ConsentCategory, ...ConsentCategory[]]
  | readonly [ConsentCategory, ...ConsentCategory[], RequireConsentOptions];

function requirementFrom(args: RequireConsentArguments): ConsentRequirement {
  const categories = (args as readonly unknown[]).filter((arg): arg is ConsentCategory => typeof arg === 'string');
  const options = args.find((arg) => typeof arg === 'object') as RequireConsentOptions | undefined;
  const requirement = { mode: 'deny', ...options, categories } as const;
  const fault = faultOf(requirement);
  if (fault === undefined) return requirement;
  throw new ConfigurationError({
    code: 'CONSENT_REQUIREMENT_INVALID',
    what: fault,
    where: `@RequireConsent(${categories.join(', ')})`,
    remedy: `name a category, and the mode ${CONSENT_MODES.join(', ')}`,
  });
}

/**
 * Lets code run only for people who allow all of these categories. Brings {@link ConsentGuard} with it, and where Nest runs no guard — jobs of Bull and BullMQ, methods
 * of providers — the method itself judges: by a request among its arguments, or by the member `consent` of its payload or its job's data, as
 * `ConsentService.carry` makes it. Such a method answers with a promise. Additive: a method needs what it names and what its class names, and repeating the decorator adds; the
 * strictest mode of what is missing decides. A category that does not exist stops the application from starting, and so does a place where nobody can be asked about.
 *
 * @example
 * \@RequireConsent('MARKETING')
 * \@Get('offers')
 * offers() { ... }
 *
 * \@Process()
 * \@RequireConsent('MARKETING', { mode: 'skip' })
 * send(job: Job<{ consent: string | null }>) { ... }
 *
 * @throws ConfigurationError `CONSENT_NOT_ENFORCEABLE` on a property, an accessor or a static method; `CONSENT_REQUIREMENT_INVALID` without a category, or for an
 * option that is none
 */
export const RequireConsent =
  (...args: RequireConsentArguments): MethodDecorator & ClassDecorator =>
  (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    const requirement = requirementFrom(args);
    if (key === undefined) declareAtClass(target as NewableFunction, requirement);
    else declareAtMethod(target, key, methodOf(target, key, descriptor), requirement);
  };

const enhance = (requirement: ConsentRequirement, place: object): (MethodDecorator & ClassDecorator)[] => [
  SetMetadata(CONSENT_REQUIREMENTS, [...requirementsAt(place), requirement]),
  UseGuards(ConsentGuard),
  UseFilters(ConsentAnswerFilter),
];

function injectGate(prototype: object): void {
  Optional()(prototype, GATE);
  Inject(ConsentGate)(prototype, GATE);
}

function declareAtClass(target: NewableFunction, requirement: ConsentRequirement): void {
  for (const decorate of enhance(requirement, target)) decorate(target);
  const prototype = target.prototype as object;
  injectGate(prototype);
  guardMethods(prototype);
}

function declareAtMethod(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
  requirement: ConsentRequirement,
): void {
  descriptor.value = guardedMethod(key, descriptor.value!);
  Object.defineProperty(target, key, descriptor);
  for (const decorate of enhance(requirement, descriptor.value)) decorate(target, key, descriptor);
  injectGate(target);
}

function methodOf(
  target: object,
  key: string | symbol,
  descriptor: PropertyDescriptor | undefined,
): TypedPropertyDescriptor<Method> {
  if (typeof target !== 'function' && typeof descriptor?.value === 'function') return descriptor;
  const owner = typeof target === 'function' ? target : target.constructor;
  throw new ConfigurationError({
    code: 'CONSENT_NOT_ENFORCEABLE',
    what: `nothing can stand before ${String(key)}, which is no method of the class's instances`,
    where: `@RequireConsent on ${owner.name}.${String(key)}`,
    remedy: 'write it as a method: not as a property that holds a function, not as an accessor, and not static',
  });
}
