import { ConfigurableModuleBuilder, type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bull';
import { type ModuleExtras } from '@nest-privacy/core';
import { applyExtras, MODULE_EXTRAS } from '@nest-privacy/core/kit';
import { type BullAnalyticsOptions } from './bull-analytics.options.js';
import { QUEUES } from './bull-queues.js';
import { queueSettings } from './queue-settings.js';
import { RedisConnections } from './redis-connections.js';

/** Injection token of the options as they were given. */
export const BULL_ANALYTICS_OPTIONS = Symbol.for('@nest-privacy/analytics:BullOptions');

/** What both queues and Bull's own module need of the options, in a module of its own, so that Bull's can import it. */
@Module({})
class BullSettingsModule {}

const connectionProviders = QUEUES.map(({ connections }): FactoryProvider<RedisConnections> => ({
  provide: connections,
  inject: [BULL_ANALYTICS_OPTIONS],
  useFactory: ({ url }: BullAnalyticsOptions) => new RedisConnections(url),
}));

function applyBullExtras(definition: DynamicModule, extras: ModuleExtras): DynamicModule {
  const { imports = [], providers = [] } = definition;
  const settings: DynamicModule = {
    module: BullSettingsModule,
    imports,
    providers: [...providers, ...connectionProviders],
    exports: [BULL_ANALYTICS_OPTIONS, ...QUEUES.map(({ connections }) => connections)],
  };
  const registrations = QUEUES.map(({ name, connections }) => ({
    name,
    imports: [settings],
    inject: [BULL_ANALYTICS_OPTIONS, connections],
    useFactory: ({ prefix }: BullAnalyticsOptions, opened: RedisConnections) => queueSettings(opened, prefix),
  }));
  const { module } = definition;
  return applyExtras({ module, imports: [settings, BullModule.registerQueueAsync(...registrations)] }, extras);
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<BullAnalyticsOptions>({ optionsInjectionToken: BULL_ANALYTICS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createBullAnalyticsOptions')
    .setExtras(MODULE_EXTRAS, applyBullExtras)
    .build();
