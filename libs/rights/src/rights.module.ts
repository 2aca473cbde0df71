import { type DynamicModule, Module } from '@nestjs/common';
import { AdminAccess, AdminGuard, AuditLog, DataSubjectContributor, MetricsRecorder } from '@nest-privacy/core';
import { givenOptions, usesPorts } from '@nest-privacy/core/kit';
import { requiresTables } from '@nest-privacy/core/typeorm';
import { AuditEntries } from './audit/audit-entries.js';
import { PrivacyAuditLog } from './audit/privacy-audit-log.js';
import { resolveRightsOptions } from './config/resolve-rights-options.js';
import { RIGHTS_APPEND_ONLY } from './entities/append-only-entities.js';
import { RIGHTS_ENTITIES } from './entities/index.js';
import { ErasureFailures } from './erasure/erasure-failures.js';
import { ErasureSchedule } from './erasure/erasure-schedule.js';
import { ErasureWorker } from './erasure/erasure-worker.js';
import { ExportSweep } from './export/export-sweep.js';
import { SubjectExports } from './export/subject-exports.js';
import { PrivacyRequestGuard } from './http/privacy-request.guard.js';
import { RequestAsker } from './http/request-asker.js';
import { RequestRate } from './http/request-rate.js';
import { RequestSubjects } from './identity/request-subjects.js';
import { KeyRotation } from './requests/key-rotation.js';
import { KnownKeys } from './requests/known-keys.js';
import { RequestNames } from './requests/request-names.js';
import { RequestReasons } from './requests/request-reasons.js';
import { RightsRequests } from './requests/rights-requests.js';
import { RightsConfig } from './rights.config.js';
import { RIGHTS_DATA_SOURCE } from './rights.data-source.js';
import { RIGHTS_METRICS } from './rights.metrics.js';
import { AuditSealer } from './seal/audit-sealer.js';
import { AuditVerification } from './seal/audit-verification.js';
import { ConfigurableModuleClass, type OPTIONS_TYPE, RIGHTS_OPTIONS } from './rights.module-definition.js';
import { RightsService } from './rights.service.js';

/**
 * What persons may ask of whoever keeps data of them, and who among the administrators did what: export, erasure, requests with deadlines, audit log. Knows
 * nobody but the contributors that are bound to `DataSubjectContributor`. Needs `CoreModule` and a TypeORM DataSource with this package's migrations.
 */
@Module({
  providers: [
    { provide: RightsConfig, inject: [RIGHTS_OPTIONS], useFactory: resolveRightsOptions },
    usesPorts({ reads: [DataSubjectContributor, MetricsRecorder, AdminAccess], metrics: RIGHTS_METRICS }),
    requiresTables(RIGHTS_DATA_SOURCE, {
      from: '@nest-privacy/rights',
      prefix: 'RIGHTS',
      entities: RIGHTS_ENTITIES,
      appendOnly: RIGHTS_APPEND_ONLY,
    }),
    PrivacyAuditLog,
    { provide: AuditLog, useExisting: PrivacyAuditLog },
    AuditEntries,
    AuditSealer,
    AuditVerification,
    RequestNames,
    RequestReasons,
    KnownKeys,
    KeyRotation,
    RequestSubjects,
    RightsRequests,
    SubjectExports,
    ExportSweep,
    ErasureFailures,
    ErasureWorker,
    ErasureSchedule,
    RightsService,
    AdminGuard,
    PrivacyRequestGuard,
    RequestRate,
    RequestAsker,
  ],
  exports: [
    RightsService,
    AuditLog,
    AuditEntries,
    AuditSealer,
    AuditVerification,
    ErasureSchedule,
    KeyRotation,
    RightsConfig,
  ],
})
export class RightsModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return super.forRoot(givenOptions('RightsModule', options));
  }
}
