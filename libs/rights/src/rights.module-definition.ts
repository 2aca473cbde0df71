import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { type ModuleExtras, type RouteExtras } from '@nest-privacy/core';
import { applyExtras, controllersOf, MODULE_EXTRAS, ROUTE_EXTRAS } from '@nest-privacy/core/kit';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { AuditController } from './audit.controller.js';
import { RIGHTS_ENTITIES } from './entities/index.js';
import { RightsAdminController } from './rights-admin.controller.js';
import { RightsController } from './rights.controller.js';
import { RIGHTS_DATA_SOURCE } from './rights.data-source.js';
import { type RightsModuleOptions } from './rights.options.js';

/** What RightsModule takes beside its options. */
export interface RightsModuleExtras extends ModuleExtras, RouteExtras {
  /** Name of the TypeORM DataSource that holds requests and audit log. @default the unnamed one */
  readonly dataSource?: string | undefined;
}

const CONTROLLERS = [RightsController, RightsAdminController, AuditController];

const EXTRAS: RightsModuleExtras = { ...MODULE_EXTRAS, ...ROUTE_EXTRAS, dataSource: 'default' };

function applyRightsExtras(definition: DynamicModule, extras: RightsModuleExtras): DynamicModule {
  const applied = applyExtras(definition, extras);
  const { dataSource = 'default' } = extras;
  return {
    ...applied,
    imports: [...(applied.imports ?? []), TypeOrmModule.forFeature(RIGHTS_ENTITIES, dataSource)],
    controllers: controllersOf(extras, CONTROLLERS),
    providers: [
      ...(applied.providers ?? []),
      { provide: RIGHTS_DATA_SOURCE, useExisting: getDataSourceToken(dataSource) },
    ],
  };
}

/** Injection token of the options as they were given. */
export const RIGHTS_OPTIONS = Symbol.for('@nest-privacy/rights:Options');

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<RightsModuleOptions>({ optionsInjectionToken: RIGHTS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createRightsOptions')
    .setExtras(EXTRAS, applyRightsExtras)
    .build();
