import { ConfigurableModuleBuilder, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { type CoreModuleOptions } from './core.options.js';
import { applyExtras, MODULE_EXTRAS, type ModuleExtras } from './module-extras.js';
import { Broadcast } from './ports/broadcast.js';
import { RateLimits } from './ports/rate-limits.js';
import { LocalBroadcast } from './shared/local-broadcast.js';
import { MemoryRateLimits } from './shared/memory-rate-limits.js';

/** Injection token of the options as they were given. */
export const CORE_OPTIONS = Symbol.for('@nest-privacy/core:Options');

/** What `CoreModule` takes beside its options. */
export interface CoreModuleExtras extends ModuleExtras {
  /**
   * A module that exports {@link Broadcast} and {@link RateLimits}, such as `RedisModule.forRoot(…)` of `@nest-privacy/core/redis`, so that several
   * processes act as one. @default there is only this process
   */
  readonly shared?: DynamicModule | Type | undefined;
}

const IN_PROCESS: Provider[] = [
  { provide: Broadcast, useClass: LocalBroadcast },
  { provide: RateLimits, useClass: MemoryRateLimits },
];

function applyCoreExtras(definition: DynamicModule, extras: CoreModuleExtras): DynamicModule {
  const base = applyExtras(definition, extras);
  const { imports = [], providers = [], exports = [] } = base;
  if (extras.shared) return { ...base, imports: [...imports, extras.shared], exports: [...exports, extras.shared] };
  return { ...base, providers: [...providers, ...IN_PROCESS], exports: [...exports, Broadcast, RateLimits] };
}

const EXTRAS: CoreModuleExtras = { ...MODULE_EXTRAS, isGlobal: true, shared: undefined };

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<CoreModuleOptions>({
    optionsInjectionToken: CORE_OPTIONS,
  })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createCoreOptions')
    .setExtras(EXTRAS, applyCoreExtras)
    .build();
