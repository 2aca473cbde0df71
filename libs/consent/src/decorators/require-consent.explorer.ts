import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import { CategoryRegistry, ConfigurationError } from '@nest-privacy/core';
import { ConsentGate } from '../enforcement/consent-gate.js';
import { requirementsAt } from '../enforcement/consent-requirement.js';
import { methodsOf, unguardedMethodsOf } from '../enforcement/guarded-class.js';
import { GATE } from '../enforcement/guarded-method.js';
import { hasEntryPoints, roleOf } from '../enforcement/method-role.js';

type Instance = Partial<Record<typeof GATE, ConsentGate>>;

/** The options of `GraphQLModule`, as far as they tell whether guards run before fields. */
interface GraphqlOptions {
  readonly fieldResolverEnhancers?: readonly string[];
}

const GRAPHQL_OPTIONS = 'GqlModuleOptions';

/**
 * Finds every `@RequireConsent` while the application starts: refuses unknown categories and places where nobody could be asked about, and hands the gate to
 * instances that Nest did not make itself.
 */
@Injectable()
export class RequireConsentExplorer implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly modules: ModuleRef,
    private readonly registry: CategoryRegistry,
    private readonly gate: ConsentGate,
  ) {}

  /** @throws ConfigurationError naming the place and the remedy */
  onModuleInit(): void {
    for (const { metatype, instance } of [...this.discovery.getControllers(), ...this.discovery.getProviders()]) {
      const made = instance as Instance | undefined;
      const owner = made?.constructor ?? metatype;
      const prototype = owner?.prototype as object | undefined;
      if (!owner || !prototype) continue;
      if (this.explore(owner, prototype) && made) made[GATE] ??= this.gate;
    }
  }

  /** @returns whether anything of the class requires consent */
  private explore(owner: NewableFunction, prototype: object): boolean {
    const ofClass = requirementsAt(owner);
    this.check(owner, owner.name);
    if (ofClass.length > 0 && !hasEntryPoints(owner)) assertGuarded(owner, prototype);
    const methods = [...methodsOf(prototype)].filter(([name, method]) => {
      const isConcerned = requirementsAt(method).length > 0 || (ofClass.length > 0 && !hasEntryPoints(owner));
      if (isConcerned) this.checkMethod(owner, name, method);
      return isConcerned;
    });
    return ofClass.length > 0 || methods.length > 0;
  }

  private checkMethod(owner: NewableFunction, name: string, method: object): void {
    const place = `${owner.name}.${name}`;
    this.check(method, place);
    const role = roleOf(owner, name, method);
    if (role === 'schedule') throw withoutSubject(place);
    if (role === 'field' && !this.guardsFields()) throw fieldUnguarded(place);
  }

  private check(place: object, name: string): void {
    for (const { categories } of requirementsAt(place))
      this.registry.assertKnown(categories, `@RequireConsent on ${name}`);
  }

  private guardsFields(): boolean {
    const { fieldResolverEnhancers = [] } = this.modules.get<GraphqlOptions>(GRAPHQL_OPTIONS, { strict: false });
    return ['guards', 'filters'].every((enhancer) => fieldResolverEnhancers.includes(enhancer));
  }
}

function assertGuarded(owner: NewableFunction, prototype: object): void {
  const [name] = unguardedMethodsOf(prototype);
  if (name === undefined) return;
  throw new ConfigurationError({
    code: 'CONSENT_NOT_ENFORCEABLE',
    what: `${owner.name} inherits a requirement of consent, which cannot stand before the method "${name}" that it adds`,
    where: `@RequireConsent on what ${owner.name} extends`,
    remedy: `decorate ${owner.name} itself, too`,
  });
}

const withoutSubject = (where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_WITHOUT_SUBJECT',
    what: 'the clock calls this method, and there is nobody whose consent could be asked about',
    where: `@RequireConsent on ${where}`,
    remedy:
      'take it away and ask ConsentService.allowsSubject(siteId, subjectId, …) for everybody it works on, or hand each to a method of a provider that requires consent',
  });

const fieldUnguarded = (where: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_FIELD_UNGUARDED',
    what: 'GraphQLModule runs no guards before the fields of types',
    where: `@RequireConsent on ${where}`,
    remedy: "give GraphQLModule the option fieldResolverEnhancers: ['guards', 'filters']",
  });
