import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { type ModuleExtras, type RouteExtras } from '@nest-privacy/core';
import { applyExtras, controllersOf, MODULE_EXTRAS, ROUTE_EXTRAS } from '@nest-privacy/core/kit';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueExchangeController } from './catalogue-exchange.controller.js';
import { TRACKING_ITEMS_ENTITIES } from './entities/index.js';
import { TrackingItemsAdminController } from './tracking-items-admin.controller.js';
import { TrackingItemsController } from './tracking-items.controller.js';
import { type TrackingItemsModuleOptions } from './tracking-items.options.js';
import { TRACKING_ITEMS_DATA_SOURCE } from './tracking-items.data-source.js';
import { UndeclaredCookiesAdminController } from './undeclared-cookies-admin.controller.js';

/** What TrackingItemsModule takes beside its options. */
export interface TrackingItemsModuleExtras extends ModuleExtras, RouteExtras {
  /** Name of the TypeORM DataSource that holds the catalogue. @default the unnamed one */
  readonly dataSource?: string | undefined;
}

/** The literal paths come before `:id`, which would swallow them. */
const CONTROLLERS = [
  TrackingItemsController,
  CatalogueExchangeController,
  UndeclaredCookiesAdminController,
  TrackingItemsAdminController,
];

const EXTRAS: TrackingItemsModuleExtras = { ...MODULE_EXTRAS, ...ROUTE_EXTRAS, dataSource: 'default' };

function applyTrackingItemsExtras(definition: DynamicModule, extras: TrackingItemsModuleExtras): DynamicModule {
  const applied = applyExtras(definition, extras);
  const { dataSource = 'default' } = extras;
  return {
    ...applied,
    imports: [...(applied.imports ?? []), TypeOrmModule.forFeature(TRACKING_ITEMS_ENTITIES, dataSource)],
    controllers: controllersOf(extras, CONTROLLERS),
    providers: [
      ...(applied.providers ?? []),
      { provide: TRACKING_ITEMS_DATA_SOURCE, useExisting: getDataSourceToken(dataSource) },
    ],
  };
}

/** Injection token of the options as they were given. */
export const TRACKING_ITEMS_OPTIONS = Symbol.for('@nest-privacy/tracking-items:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<TrackingItemsModuleOptions>({ optionsInjectionToken: TRACKING_ITEMS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createTrackingItemsOptions')
    .setExtras(EXTRAS, applyTrackingItemsExtras)
    .build();
