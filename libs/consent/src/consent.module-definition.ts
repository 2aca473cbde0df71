import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { type ModuleExtras, type RouteExtras } from '@nest-privacy/core';
import { applyExtras, controllersOf, MODULE_EXTRAS, ROUTE_EXTRAS } from '@nest-privacy/core/kit';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ConsentAdminController } from './consent-admin.controller.js';
import { ConsentEvidenceAdminController } from './consent-evidence-admin.controller.js';
import { ConsentEvidenceController } from './consent-evidence.controller.js';
import { CONSENT_DATA_SOURCE } from './consent.data-source.js';
import { ConsentWithdrawalsController } from './consent-withdrawals.controller.js';
import { ConsentWebhooksController } from './consent-webhooks.controller.js';
import { ConsentNoticeAdminController } from './consent-notice-admin.controller.js';
import { ConsentNoticeController } from './consent-notice.controller.js';
import { ConsentPolicyController } from './consent-policy.controller.js';
import { ConsentController } from './consent.controller.js';
import { ConsentExhibitsController } from './consent-exhibits.controller.js';
import { ConsentExportController } from './consent-export.controller.js';
import { ConsentReportController } from './consent-report.controller.js';
import { ConsentImportController } from './consent-import.controller.js';
import { ConsentImportAdminController } from './consent-import-admin.controller.js';
import { ConsentKeysController } from './consent-keys.controller.js';
import { ConsentVerifyController } from './consent-verify.controller.js';
import { type ConsentModuleOptions } from './consent.options.js';
import { CONSENT_ENTITIES } from './entities/index.js';

/** What the module takes beside its options, in `forRoot` and `forRootAsync` alike. */
export interface ConsentModuleExtras extends ModuleExtras, RouteExtras {
  /** Name of the TypeORM DataSource. @default the one without a name */
  readonly dataSource?: string | undefined;
}

/** Injection token of the options as they were given. */
export const CONSENT_OPTIONS = Symbol.for('@nest-privacy/consent:Options');

const EXTRAS: ConsentModuleExtras = { ...MODULE_EXTRAS, ...ROUTE_EXTRAS, dataSource: undefined };

const CONTROLLERS = [
  ConsentController,
  ConsentAdminController,
  ConsentWithdrawalsController,
  ConsentExportController,
  ConsentReportController,
  ConsentImportController,
  ConsentImportAdminController,
  ConsentEvidenceController,
  ConsentEvidenceAdminController,
  ConsentWebhooksController,
  ConsentNoticeController,
  ConsentNoticeAdminController,
  ConsentVerifyController,
  ConsentKeysController,
  ConsentPolicyController,
  ConsentExhibitsController,
];

function applyConsentExtras(definition: DynamicModule, extras: ConsentModuleExtras): DynamicModule {
  const base = applyExtras(definition, extras);
  return {
    ...base,
    imports: [...(base.imports ?? []), DiscoveryModule, TypeOrmModule.forFeature(CONSENT_ENTITIES, extras.dataSource)],
    controllers: controllersOf(extras, CONTROLLERS),
    providers: [
      ...(base.providers ?? []),
      { provide: CONSENT_DATA_SOURCE, useExisting: getDataSourceToken(extras.dataSource) },
    ],
  };
}

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<ConsentModuleOptions>({ optionsInjectionToken: CONSENT_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createConsentOptions')
    .setExtras(EXTRAS, applyConsentExtras)
    .build();
