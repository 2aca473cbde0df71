export { AuditController } from './audit.controller.js';
export { AuditEntries, type AuditedEntry, type AuditFilter } from './audit/audit-entries.js';
export { AdminRequestView, type RequestEventView } from './dto/admin-request.view.js';
export { AuditEntryView } from './dto/audit-entry.view.js';
export { type ErasedSection, RightsRequestView } from './dto/rights-request.view.js';
export { RIGHTS_ENTITIES } from './entities/index.js';
export { ErasureSchedule } from './erasure/erasure-schedule.js';
export { EXPORT_FORMAT, EXPORT_VERSION } from './export/export-bundle.js';
export { RIGHTS_MIGRATIONS } from './migrations/index.js';
export { KeyRotation } from './requests/key-rotation.js';
export { type RightsDeadlines, type Term } from './requests/deadlines.js';
export { type RequestEvent } from './requests/request-event.js';
export {
  type RequestAction,
  type RequestKind,
  type RequestOrigin,
  type RequestState,
} from './requests/request-state.js';
export { type HistoricEvent } from './requests/rights-requests.js';
export { RightsAdminController } from './rights-admin.controller.js';
export { RightsConfig } from './rights.config.js';
export { RightsController } from './rights.controller.js';
export { RIGHTS_DATA_SOURCE } from './rights.data-source.js';
export { RIGHTS_OPTIONS, type RightsModuleExtras } from './rights.module-definition.js';
export { RightsModule } from './rights.module.js';
export { type RightsModuleOptions } from './rights.options.js';
export { RIGHTS_SCOPES } from './rights.scopes.js';
export { RightsService, type SubjectExport, type TrackedRequest } from './rights.service.js';
export { AuditSealer } from './seal/audit-sealer.js';
export { AuditVerification } from './seal/audit-verification.js';
export { AuditVerificationView } from './dto/audit-verification.view.js';
export { auditKeys, type AuditInspection, type AuditVerdict, verifyAuditLog } from './seal/verify-audit-log.js';
