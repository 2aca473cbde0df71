import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import {
  AdminAccess,
  AuditLog,
  CatalogueReader,
  ConsentReader,
  MetricsRecorder,
  PrivacySignalReader,
  SubjectResolver,
  TrackingStatusNotifier,
} from '@nest-privacy/core';
import { givenOptions, usesPorts } from '@nest-privacy/core/kit';
import { dialectOf, requiresTables } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentCarriers } from './carrier/consent-carriers.js';
import { CatalogueInForce } from './catalogue/catalogue-in-force.js';
import { resolveConsentOptions } from './config/resolve-consent-options.js';
import { ConsentConfig } from './consent.config.js';
import { CONSENT_DATA_SOURCE } from './consent.data-source.js';
import { ConsentGuard } from './consent.guard.js';
import { CONSENT_METRICS } from './consent.metrics.js';
import { CONSENT_OPTIONS, ConfigurableModuleClass, type OPTIONS_TYPE } from './consent.module-definition.js';
import { type ConsentModuleOptions } from './consent.options.js';
import { ConsentService } from './consent.service.js';
import { ConsentCookies } from './cookie/consent-cookies.js';
import { RequireConsentExplorer } from './decorators/require-consent.explorer.js';
import { CONSENT_APPEND_ONLY } from './entities/append-only-entities.js';
import { CONSENT_ENTITIES } from './entities/index.js';
import { ConsentGate } from './enforcement/consent-gate.js';
import { EXPORT_PROVIDERS } from './export/export.providers.js';
import { ConsentEvidence } from './evidence/consent-evidence.js';
import { EVIDENCE_PROVIDERS } from './evidence/evidence.providers.js';
import { ConsentIdentities } from './identity/consent-identities.js';
import { IDENTITY_PROVIDERS } from './identity/identity.providers.js';
import { KeyRotation } from './identity/key-rotation.js';
import { ConsentDecisions } from './http/consent-decisions.js';
import { ConsentResponder } from './http/consent-responder.js';
import { NoticeExhibits } from './exhibit/notice-exhibits.js';
import { EvidenceResponder } from './http/evidence-responder.js';
import { NamedRecords } from './http/named-records.js';
import { ReceiptAnswer } from './http/receipt-answer.js';
import { ServedReports } from './http/served-reports.js';
import { WriteRate } from './http/write-rate.js';
import { INTEROP_PROVIDERS } from './interop/interop.providers.js';
import { REPORT_PROVIDERS } from './report/report.providers.js';
import { IMPORT_PROVIDERS } from './import/import.providers.js';
import { ConsentOutbox } from './outbox/consent-outbox.js';
import { OUTBOX_PROVIDERS } from './outbox/outbox.providers.js';
import { Webhooks } from './outbox/webhooks.js';
import { VisitorImports } from './import/visitor-imports.js';
import { ConsentInterop } from './interop/consent-interop.js';
import { ConsentLedger } from './ledger/consent-ledger.js';
import { LateSignalNotes } from './ledger/late-signal-notes.js';
import { ConsentParticipants } from './ledger/consent-participant.js';
import { ConsentRecords } from './ledger/consent-records.js';
import { ConsentWriter } from './ledger/consent-writer.js';
import { DecisionContexts } from './ledger/decision-contexts.js';
import { PostgresConsentWriter } from './ledger/postgres-consent-writer.js';
import { RecordFeed } from './ledger/record-feed.js';
import { RecordFollowers } from './ledger/record-followers.js';
import { SqliteConsentWriter } from './ledger/sqlite-consent-writer.js';
import { SubjectConsents } from './ledger/subject-consents.js';
import { SubjectMaker } from './ledger/subject-maker.js';
import { ConsentNotices } from './notice/consent-notices.js';
import { NoticeDrafts } from './notice/notice-drafts.js';
import { NoticePublisher } from './notice/notice-publisher.js';
import { ServedNotices } from './notice/served/served-notices.js';
import { ShownNotices } from './notice/shown-notices.js';
import { NOTICE_PROVIDERS } from './notice/notice.providers.js';
import { POLICY_PROVIDERS } from './policy/policy.providers.js';
import { PolicyDecisions } from './policy/policy-decisions.js';
import { ConsentReceipts } from './receipt/consent-receipts.js';
import { RECEIPT_PROVIDERS } from './receipt/receipt.providers.js';
import { ChangeFeed } from './revocation/change-feed.js';
import { ClockSkew } from './revocation/clock-skew.js';
import { OwnSubject } from './identity/own-subject.js';
import { ConsentReport } from './report/consent-report.js';
import { ConsentWithdrawals } from './identity/consent-withdrawals.js';
import { LedgerExport } from './export/ledger-export.js';
import { AskedAgainCount } from './notice/asked-again.js';
import { BatchImport } from './import/batch-import.js';
import { DeliveryQueue } from './outbox/delivery-queue.js';
import { PolicyPreview } from './policy/policy-preview.js';
import { SubjectPlaces } from './identity/subject-places.js';
import { ConsentRevocations } from './revocation/consent-revocations.js';
import { NewestDecisions } from './revocation/newest-decisions.js';
import { RevocationPoller } from './revocation/revocation-poller.js';
import { RevocationStatus } from './revocation/revocation-status.js';
import { TypeOrmChangeFeed } from './revocation/typeorm-change-feed.js';
import { LedgerCheck } from './seal/ledger-check.js';
import { LedgerSealer } from './seal/ledger-sealer.js';
import { LedgerSeals } from './seal/ledger-seals.js';
import { SEAL_PROVIDERS } from './seal/seal.providers.js';
import { LedgerVerification } from './seal/ledger-verification.js';
import { SealStatus } from './seal/seal-status.js';
import { ConsentMarkup } from './surface/consent-markup.js';
import { RefusedForms } from './surface/refused-forms.js';
import { SURFACE_PROVIDERS } from './surface/surface.providers.js';
import { ConsentSubjects } from './subjects/consent-subjects.js';
import { CookieSubjects } from './subjects/cookie-subjects.js';
import { VisitorConsentReader } from './visitor-consent.reader.js';

const providers: Provider[] = [
  {
    provide: ConsentConfig,
    inject: [CONSENT_OPTIONS],
    useFactory: (options: ConsentModuleOptions) => resolveConsentOptions(options),
  },
  {
    provide: ConsentWriter,
    inject: [CONSENT_DATA_SOURCE],
    useFactory: (source: DataSource) =>
      dialectOf(source) === 'postgres' ? new PostgresConsentWriter(source) : new SqliteConsentWriter(source),
  },
  {
    provide: ChangeFeed,
    inject: [CONSENT_DATA_SOURCE],
    useFactory: (source: DataSource) => new TypeOrmChangeFeed(source),
  },
  ...NOTICE_PROVIDERS,
  ...IDENTITY_PROVIDERS,
  { provide: ConsentParticipants, useValue: [] },
  { provide: ConsentSubjects, useExisting: CookieSubjects },
  CookieSubjects,
  { provide: ConsentReader, useExisting: VisitorConsentReader },
  VisitorConsentReader,
  ConsentService,
  ...POLICY_PROVIDERS,
  ConsentCarriers,
  ConsentCookies,
  ConsentGate,
  usesPorts({
    reads: [
      PrivacySignalReader,
      SubjectResolver,
      TrackingStatusNotifier,
      CatalogueReader,
      MetricsRecorder,
      AdminAccess,
      AuditLog,
    ],
    metrics: CONSENT_METRICS,
  }),
  ...INTEROP_PROVIDERS,
  ...OUTBOX_PROVIDERS,
  NewestDecisions,
  CatalogueInForce,
  ConsentRevocations,
  ClockSkew,
  RevocationPoller,
  RevocationStatus,
  ConsentLedger,
  LateSignalNotes,
  DecisionContexts,
  ConsentRecords,
  RecordFeed,
  RecordFollowers,
  requiresTables(CONSENT_DATA_SOURCE, {
    from: '@nest-privacy/consent',
    prefix: 'CONSENT',
    entities: CONSENT_ENTITIES,
    appendOnly: CONSENT_APPEND_ONLY,
  }),
  SubjectMaker,
  SubjectConsents,
  ConsentResponder,
  ConsentDecisions,
  WriteRate,
  ServedReports,
  NamedRecords,
  ...EXPORT_PROVIDERS,
  NoticeExhibits,
  ...EVIDENCE_PROVIDERS,
  ...RECEIPT_PROVIDERS,
  ...SEAL_PROVIDERS,
  ReceiptAnswer,
  ...IMPORT_PROVIDERS,
  ...REPORT_PROVIDERS,
  ...SURFACE_PROVIDERS,
  ConsentGuard,
  RequireConsentExplorer,
];

/**
 * Consent that can be proven: an append-only ledger, a signed cookie, a guard and a REST API. Needs `CoreModule` and a TypeORM
 * DataSource with {@link CONSENT_ENTITIES} and {@link CONSENT_MIGRATIONS}.
 */
@Module({
  providers,
  exports: [
    ConsentReader,
    ConsentService,
    ConsentDecisions,
    ConsentIdentities,
    KeyRotation,
    ConsentLedger,
    ConsentRecords,
    NamedRecords,
    RecordFeed,
    RecordFollowers,
    ConsentEvidence,
    EvidenceResponder,
    ConsentReceipts,
    ReceiptAnswer,
    NoticeExhibits,
    ConsentOutbox,
    Webhooks,
    ConsentResponder,
    VisitorImports,
    ConsentInterop,
    VisitorConsentReader,
    ConsentSubjects,
    CookieSubjects,
    ConsentRevocations,
    RevocationStatus,
    PolicyDecisions,
    ConsentGate,
    ConsentGuard,
    ConsentConfig,
    ConsentNotices,
    NoticeDrafts,
    NoticePublisher,
    ShownNotices,
    ServedNotices,
    LedgerSeals,
    LedgerSealer,
    LedgerCheck,
    SealStatus,
    LedgerVerification,
    OwnSubject,
    SubjectPlaces,
    ConsentWithdrawals,
    ConsentReport,
    LedgerExport,
    BatchImport,
    ServedReports,
    AskedAgainCount,
    PolicyPreview,
    DeliveryQueue,
    ConsentMarkup,
    RefusedForms,
    CONSENT_DATA_SOURCE,
  ],
})
export class ConsentModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE): DynamicModule {
    return super.forRoot(givenOptions('ConsentModule', options));
  }
}
