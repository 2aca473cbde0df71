import { ConfigurableModuleBuilder, type DynamicModule, type Type } from '@nestjs/common';
import { type ModuleExtras } from '@nest-privacy/core';
import { applyExtras, MODULE_EXTRAS } from '@nest-privacy/core/kit';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsController } from './analytics.controller.js';
import { ANALYTICS_DATA_SOURCE } from './analytics.data-source.js';
import { type AnalyticsModuleOptions } from './analytics.options.js';
import { ANALYTICS_ENTITIES } from './entities/index.js';
import { EventsController } from './intake/events.controller.js';
import { ApplicationEndModule } from './pipeline/application-end.module.js';
import { InProcessQueueModule } from './queue/in-process-queue.module.js';

/** Injection token of the options as they were given. */
export const ANALYTICS_OPTIONS = Symbol.for('@nest-privacy/analytics:Options');

/** What {@link AnalyticsModule} takes beside its options; it shapes the module and so must be known before anything is injected. */
export interface AnalyticsModuleExtras extends ModuleExtras {
  /** Name of the TypeORM DataSource that holds the events. @default the unnamed one */
  readonly dataSource?: string;
  /** Whether the package's controllers are registered. @default 'mounted' */
  readonly routes?: 'mounted' | 'none';
  /** A module that exports `AnalyticsQueue` and `ForwardQueue`, such as `BullAnalyticsModule.forRoot(…)`. @default queues in this process */
  readonly queue?: DynamicModule | Type;
}

const EXTRAS: AnalyticsModuleExtras = {
  ...MODULE_EXTRAS,
  dataSource: 'default',
  routes: 'mounted',
  queue: InProcessQueueModule,
};

function applyAnalyticsExtras(definition: DynamicModule, extras: AnalyticsModuleExtras): DynamicModule {
  const { dataSource = 'default', routes, queue = InProcessQueueModule } = extras;
  const base = applyExtras(definition, extras);
  return {
    ...base,
    imports: [
      ...(base.imports ?? []),
      TypeOrmModule.forFeature(ANALYTICS_ENTITIES, dataSource),
      queue,
      ApplicationEndModule,
    ],
    controllers: routes === 'none' ? [] : [EventsController, AnalyticsController],
    providers: [
      ...(base.providers ?? []),
      { provide: ANALYTICS_DATA_SOURCE, useExisting: getDataSourceToken(dataSource) },
    ],
  };
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<AnalyticsModuleOptions>({ optionsInjectionToken: ANALYTICS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createAnalyticsOptions')
    .setExtras(EXTRAS, applyAnalyticsExtras)
    .build();
