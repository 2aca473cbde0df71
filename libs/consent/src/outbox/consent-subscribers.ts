import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ConfigurationError } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_SUBSCRIPTION, type ConsentChangeOptions } from '../decorators/on-consent-change.decorator.js';
import { type ConsentChange } from './consent-change.js';
import { deliverWithin } from './deliver-within.js';
import { type DeliveryTarget } from './delivery-target.js';

type Instance = Readonly<Record<string, (change: ConsentChange) => unknown>>;

const NAME = /^[\w.-]{1,45}$/;

/** Finds every `@OnConsentChange` while the application starts. */
@Injectable()
export class ConsentSubscribers implements OnModuleInit {
  private readonly found = new Map<string, DeliveryTarget>();

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  get targets(): readonly DeliveryTarget[] {
    return [...this.found.values()];
  }

  /** @throws ConfigurationError `CONSENT_SUBSCRIBER_INVALID` for a name that is none or taken, or a provider that is made for each request */
  onModuleInit(): void {
    for (const { instance, metatype, isDependencyTreeStatic } of this.wrappers()) {
      const prototype = metatype?.prototype as object | undefined;
      if (!prototype) continue;
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const options = this.reflector.get(CONSENT_SUBSCRIPTION, (prototype as Instance)[method]!);
        if (!options) continue;
        const place = `${metatype!.name}.${method}`;
        if (!isDependencyTreeStatic) throw invalid(place, 'belongs to a provider that is made for each request');
        this.add(place, options, (change) => (instance as Instance)[method]!(change));
      }
    }
  }

  private wrappers(): { instance: unknown; metatype: NewableFunction | null; isDependencyTreeStatic: boolean }[] {
    return [...this.discovery.getProviders(), ...this.discovery.getControllers()].map((wrapper) => ({
      instance: wrapper.instance as unknown,
      metatype: wrapper.metatype as NewableFunction | null,
      isDependencyTreeStatic: wrapper.isDependencyTreeStatic(),
    }));
  }

  private add(place: string, options: ConsentChangeOptions, tell: (change: ConsentChange) => unknown): void {
    const { name = place, sites, events } = options;
    const id = `subscriber:${name}`;
    if (!NAME.test(name)) throw invalid(place, `${JSON.stringify(name)} is no usable name`);
    if (this.found.has(id)) throw invalid(place, `another one is called "${name}", too`);
    this.found.set(id, {
      id,
      kind: 'subscriber',
      wants: ({ siteId, eventType }) =>
        (sites ?? [siteId]).includes(siteId) && (events ?? [eventType]).includes(eventType),
      deliver: (change) => deliverWithin(this.config.outbox.timeout, place, () => tell(change)),
    });
  }
}

const invalid = (place: string, what: string): ConfigurationError =>
  new ConfigurationError({
    code: 'CONSENT_SUBSCRIBER_INVALID',
    what,
    where: `@OnConsentChange on ${place}`,
    remedy:
      'decorate a method of a provider that there is once, and give it a name of its own: 1 to 45 letters, digits, "_", "." or "-"',
  });
