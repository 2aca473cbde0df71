export { ConsentConfig } from './consent.config.js';
export { CONSENT_DATA_SOURCE } from './consent.data-source.js';
export { ConsentGuard } from './consent.guard.js';
export { CONSENT_OPTIONS, type ConsentModuleExtras } from './consent.module-definition.js';
export { ConsentModule } from './consent.module.js';
export {
  type ConsentCookieOptions,
  type ConsentModuleOptions,
  type ConsentRateLimit,
  type ConsentRevocationOptions,
  type ConsentValidity,
} from './consent.options.js';
export { CONSENT_SCOPES } from './consent.scopes.js';
export { ConsentService, type ConsentTarget } from './consent.service.js';
export {
  DECISION_ACTORS,
  type DecisionActor,
  type DecisionExpression,
  type DecisionProof,
  NO_EXPRESSION,
} from './decision/decision-expression.js';
export { type AcknowledgedSignal, type DecisionRequest } from './decision/decision-request.js';
export { type ConsentQuestion } from './decision/consent-question.js';
export { type ConsentTerms, type Regimes } from './decision/consent-terms.js';
export { evaluateConsent } from './decision/evaluate-consent.js';
export { type ConsentEventType } from './decision/event-type.js';
export { type NoticeValidity } from './decision/notice-validity.js';
export { type StoredConsent } from './decision/stored-consent.js';
export { type VisitorConsent } from './decision/visitor-consent.js';
export { Consent } from './decorators/consent.decorator.js';
export { RequireConsent, type RequireConsentArguments } from './decorators/require-consent.decorator.js';
export { ConsentGate } from './enforcement/consent-gate.js';
export {
  CONSENT_REQUIREMENTS,
  type ConsentExceptionFactory,
  type ConsentMode,
  type ConsentRefusal,
  type ConsentRequirement,
  type RequireConsentOptions,
  requirementsOf,
} from './enforcement/consent-requirement.js';
export { type RefusalMessage } from './enforcement/refusal-message.js';
export { ConsentAdminController } from './consent-admin.controller.js';
export { ConsentWithdrawalsController } from './consent-withdrawals.controller.js';
export { ConsentWithdrawals } from './identity/consent-withdrawals.js';
export { ConsentController } from './consent.controller.js';
export { ConsentExportController } from './consent-export.controller.js';
export { ConsentEvidenceAdminController } from './consent-evidence-admin.controller.js';
export { ConsentExhibitsController } from './consent-exhibits.controller.js';
export { ConsentEvidenceController } from './consent-evidence.controller.js';
export { type NewExhibit, NoticeExhibits } from './exhibit/notice-exhibits.js';
export { EXHIBIT_KINDS, type ExhibitKind } from './exhibit/exhibit-kind.js';
export { ConsentNoticeExhibitEntity } from './entities/consent-notice-exhibit.entity.js';
export { ConsentEvidence } from './evidence/consent-evidence.js';
export { ConsentReportController } from './consent-report.controller.js';
export { ConsentImportController } from './consent-import.controller.js';
export { ConsentImportAdminController } from './consent-import-admin.controller.js';
export { ConsentDecisions } from './http/consent-decisions.js';
export { localPath } from './http/local-path.js';
export { ConsentResponder } from './http/consent-responder.js';
export { EvidenceResponder } from './http/evidence-responder.js';
export { NamedRecords } from './http/named-records.js';
export { ReceiptAnswer } from './http/receipt-answer.js';
export { ConsentReceipts } from './receipt/consent-receipts.js';
export { type ConsentControllerOptions, type ConsentControllers } from './receipt/receipt.options.js';
export { SameOriginGuard } from './http/same-origin.guard.js';
export { VisitorConsentReader } from './visitor-consent.reader.js';
export { ConsentRecordView } from './dto/consent-record.view.js';
export { VisitorConsentView } from './dto/visitor-consent.view.js';
export { type RecordedSignals } from './decision/recorded-signals.js';
export { CONSENT_RECORD_SCHEMA, ConsentRecordEntity } from './entities/consent-record.entity.js';
export { type NoticeSource, RecordCircumstances, type RecordInterop } from './entities/record-circumstances.js';
export { ConsentNoticeDraftEntity } from './entities/consent-notice-draft.entity.js';
export { ConsentNoticeVersionEntity } from './entities/consent-notice-version.entity.js';
export { ConsentServedDayEntity } from './entities/consent-served-day.entity.js';
export { ConsentServedEntity } from './entities/consent-served.entity.js';
export { ConsentIdentityEntity } from './entities/consent-identity.entity.js';
export { ConsentSubjectKeyEntity } from './entities/consent-subject-key.entity.js';
export { ConsentIdentities } from './identity/consent-identities.js';
export { type ConsentDetailOptions, type ConsentIdentityOptions } from './identity/identity.options.js';
export { KeyRotation } from './identity/key-rotation.js';
export { type KeyOwner } from './identity/subject-keys.js';
export { ConsentStateEntity } from './entities/consent-state.entity.js';
export { ConsentPolicyDecisionEntity } from './entities/consent-policy-decision.entity.js';
export { CONSENT_ENTITIES } from './entities/index.js';
export { type ExportFormat } from './export/export-format.js';
export { LedgerExport } from './export/ledger-export.js';
export { type RecordRange } from './export/record-batches.js';
export {
  GOOGLE_CONSENT_TYPES,
  type GoogleConsentMode,
  type GoogleConsentMapping,
  type GoogleConsentType,
} from './interop/google-consent-mode.js';
export { ConsentInterop } from './interop/consent-interop.js';
export {
  type ConsentStringReader,
  type ConsentStrings,
  type StringClaim,
  type StringReport,
} from './interop/consent-strings.js';
export { type ConsentInteropOptions } from './interop/interop.options.js';
export { ConsentReportView } from './dto/consent-report.view.js';
export { ConsentTallyEntity } from './entities/consent-tally.entity.js';
export { TallyConsent1764106000000 } from './migrations/1764106000000-tally-consent.js';
export { ConsentReport, type ConsentReportAnswer } from './report/consent-report.js';
export { ConsentTallies } from './report/consent-tallies.js';
export {
  type ReportedCategory,
  type ReportedCounts,
  type ReportedGroup,
  type ReportShares,
} from './report/report-cells.js';
export { type ConsentReportOptions } from './report/report.options.js';
export { type ReportGrouping, type ReportQuestion } from './report/report-question.js';
export { type ImportedConsent } from './decision/imported-consent.js';
export { type ConsentImport, type ImportTool } from './import/import.options.js';
export { type ImportReport } from './import/import-report.js';
export { ConsentWebhooksController } from './consent-webhooks.controller.js';
export { type ConsentChangeOptions, OnConsentChange } from './decorators/on-consent-change.decorator.js';
export { type ConsentChange } from './outbox/consent-change.js';
export { ConsentOutbox } from './outbox/consent-outbox.js';
export { type ConsentOutboxOptions, type ConsentWebhookOptions } from './outbox/outbox.options.js';
export { type WebhookScheme } from './outbox/webhook-secret.js';
export { type ShownWebhook, type WebhookInput, Webhooks } from './outbox/webhooks.js';
export { ConsentLedger, type DecisionOutcome } from './ledger/consent-ledger.js';
export { type ConsentParticipant, ConsentParticipants } from './ledger/consent-participant.js';
export { ConsentRecords, type LedgerFilter, type RecordPageQuery } from './ledger/consent-records.js';
export { BEGINNING, type RecordCursor } from './ledger/record-cursor.js';
export { type FedRecords, RecordFeed } from './ledger/record-feed.js';
export { type RecordFollower, RecordFollowers } from './ledger/record-followers.js';
export { type ConsentEntry, type ConsentOwner } from './ledger/consent-entry.js';
export { type ComposeEntry, ConsentWriter } from './ledger/consent-writer.js';
export { CreateConsent1763600000000 } from './migrations/1763600000000-create-consent.js';
export { CONSENT_MIGRATIONS } from './migrations/index.js';
export { ConsentNoticeAdminController } from './consent-notice-admin.controller.js';
export { ConsentNoticeController } from './consent-notice.controller.js';
export { type DraftChange, NoticeDrafts } from './notice/notice-drafts.js';
export { NoticePublisher } from './notice/notice-publisher.js';
export { type NoticeWish, type PublicNotice } from './notice/render-notice.js';
export { ServedNotices } from './notice/served/served-notices.js';
export { ShownNotices } from './notice/shown-notices.js';
export { ConsentNotices } from './notice/consent-notices.js';
export {
  type DraftContent,
  type NoticeButton,
  type NoticeContent,
  type NoticeText,
  type PublishedContent,
} from './notice/content/notice-content.js';
export { type ConsentNoticeOptions } from './notice/notice.options.js';
export { type NoticeRenewal, type PublishedNotice } from './notice/published-notice.js';
export { NoticeReader } from './notice/notice-reader.js';
export { decidePolicy, type PolicyAnswer } from './policy/answer-of.js';
export { compileRules } from './policy/compile-rules.js';
export { type PolicyReason } from './policy/explain-policy.js';
export { type PolicyScene } from './policy/rules-for.js';
export { PolicyDecisions } from './policy/policy-decisions.js';
export { type AppliedRule, type Outcome, type PolicyTerms } from './policy/policy-terms.js';
export { type CnilAudienceMeasurement } from './policy/cnil-conditions.js';
export { type ConsentPolicyOptions } from './policy/policy.options.js';
export {
  type GpcDuty,
  type LegalBasis,
  type PolicyMonths,
  type PolicyRule,
  type PolicyRules,
  type PresetRule,
} from './policy/policy-rule.js';
export { PRESET_RULES, PRESETS_VERSION } from './policy/presets.js';
export { type Span } from './decision/span.js';
export { ConsentRevocations, type RevocationFigures } from './revocation/consent-revocations.js';
export { ConsentSubjects } from './subjects/consent-subjects.js';
export { CookieSubjects } from './subjects/cookie-subjects.js';
export { type RevocationReport, RevocationStatus } from './revocation/revocation-status.js';
export { LedgerSealer } from './seal/ledger-sealer.js';
export { LedgerSeals } from './seal/ledger-seals.js';
export { leafContentOf, recordLeafHash } from './ledger/record-leaf.js';
export { type ConsentSealOptions } from './seal/seal.options.js';
export { type SealReport, SealStatus } from './seal/seal-status.js';
export { ledgerKeys } from './seal/resolve-seal.js';
export { type LedgerInspection, type LedgerVerdict, verifyLedger } from './seal/verify-ledger.js';
export { ConsentMarkup } from './surface/consent-markup.js';
export { type EmbedFrame } from './surface/embed-frame.js';
export { Markup } from './surface/markup.js';
export { type PageSettings } from './surface/page-settings.js';
export { type ConsentSurfaceOptions } from './surface/surface.options.js';
export { type BannerWish, type SurfaceWish } from './surface/surface-wish.js';
