import { ConfigurableModuleBuilder, type DynamicModule, type Type } from '@nestjs/common';
import { type ModuleExtras, type RouteExtras } from '@nest-privacy/core';
import { applyExtras, controllersOf, MODULE_EXTRAS, ROUTE_EXTRAS } from '@nest-privacy/core/kit';
import { AnalyticsDiagnosisController } from './analytics-diagnosis.controller.js';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsConfig } from './analytics.config.js';
import { type AnalyticsModuleOptions } from './analytics.options.js';
import { resolveForOwnStore } from './config/resolve-for-own-store.js';
import { BlockedAddressesController } from './exclusion/blocked-addresses.controller.js';
import { EventsController } from './intake/events.controller.js';
import { ExclusionController } from './intake/exclusion.controller.js';
import { ApplicationEndModule } from './pipeline/application-end.module.js';
import { InProcessQueueModule } from './queue/in-process-queue.module.js';
import { typeOrmStore } from './typeorm/typeorm-store.js';

/** Injection token of the options as they were given. */
export const ANALYTICS_OPTIONS = Symbol.for('@nest-privacy/analytics:Options');

/** What {@link AnalyticsModule} takes beside its options; it shapes the module and so must be known before anything is injected. */
export interface AnalyticsModuleExtras extends ModuleExtras, RouteExtras {
  /** Name of the TypeORM DataSource that holds the events. @default the unnamed one */
  readonly dataSource?: string | undefined;
  /** A module that exports `AnalyticsQueue` and `ForwardQueue`, such as `BullAnalyticsModule.forRoot(…)`. @default queues in this process */
  readonly queue?: DynamicModule | Type | undefined;
  /**
   * A module that exports `AnalyticsStore`, `StatisticsReader` and `SaltSource`, to keep events elsewhere than in TypeORM's DataSource. The extra `dataSource` then means
   * nothing, and the options `saltKey` and `newTextsPerHour` are refused. @default tables in the DataSource
   */
  readonly store?: DynamicModule | Type | undefined;
}

const EXTRAS: AnalyticsModuleExtras = {
  ...MODULE_EXTRAS,
  ...ROUTE_EXTRAS,
  dataSource: 'default',
  queue: InProcessQueueModule,
  store: undefined,
};

const ownStore = (store: DynamicModule | Type): Pick<DynamicModule, 'imports' | 'providers' | 'exports'> => ({
  imports: [store],
  providers: [{ provide: AnalyticsConfig, inject: [ANALYTICS_OPTIONS], useFactory: resolveForOwnStore }],
});

function applyAnalyticsExtras(definition: DynamicModule, extras: AnalyticsModuleExtras): DynamicModule {
  const { dataSource = 'default', queue = InProcessQueueModule, store } = extras;
  const kept = store === undefined ? typeOrmStore(dataSource) : ownStore(store);
  const base = applyExtras(definition, extras);
  return {
    ...base,
    imports: [...(base.imports ?? []), ...(kept.imports ?? []), queue, ApplicationEndModule],
    controllers: controllersOf(extras, [
      EventsController,
      ExclusionController,
      AnalyticsController,
      BlockedAddressesController,
      AnalyticsDiagnosisController,
    ]),
    providers: [...(kept.providers ?? []), ...(base.providers ?? [])],
    exports: [...(kept.exports ?? []), ...(base.exports ?? [])],
  };
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<AnalyticsModuleOptions>({ optionsInjectionToken: ANALYTICS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createAnalyticsOptions')
    .setExtras(EXTRAS, applyAnalyticsExtras)
    .build();
