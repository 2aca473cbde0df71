import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { CategoryRegistry } from '@nest-privacy/core';
import { REQUIRED_CONSENT } from './required-consent.js';

/** Finds every `@RequireConsent` while the application starts, and refuses unknown categories. */
@Injectable()
export class RequireConsentExplorer implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly registry: CategoryRegistry,
  ) {}

  /** @throws ConfigurationError naming the category and the place */
  onModuleInit(): void {
    for (const { metatype } of [...this.discovery.getControllers(), ...this.discovery.getProviders()]) {
      const prototype = (metatype as { prototype?: object } | null)?.prototype;
      if (!metatype || typeof prototype !== 'object') continue;
      this.check(metatype, metatype.name);
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        this.check((prototype as Record<string, object>)[name]!, `${metatype.name}.${name}`);
      }
    }
  }

  private check(place: object, name: string): void {
    const required = Reflect.getMetadata(REQUIRED_CONSENT, place) as readonly string[] | undefined;
    if (required) this.registry.assertKnown(required, `@RequireConsent on ${name}`);
  }
}
