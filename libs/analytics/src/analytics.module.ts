import { type DynamicModule, Module } from '@nestjs/common';
import {
  AdminAccess,
  AudienceMeasurementFacts,
  AuditLog,
  ConsentChangeListener,
  ConsentReader,
  DataSubjectContributor,
  MetricsRecorder,
  PrivacySignalReader,
} from '@nest-privacy/core';
import { usesPorts } from '@nest-privacy/core/kit';
import { AgentClassifier } from './event/agent-classifier.js';
import { resolveAnalyticsOptions } from './config/resolve-analytics-options.js';
import { AnalyticsContributor } from './analytics.contributor.js';
import { AnalyticsInterceptor } from './analytics.interceptor.js';
import { ANALYTICS_METRICS } from './analytics.metrics.js';
import { ANALYTICS_OPTIONS, ConfigurableModuleClass, type OPTIONS_TYPE } from './analytics.module-definition.js';
import { AnalyticsConfig } from './analytics.config.js';
import { audienceMeasurementFacts } from './config/audience-measurement-facts.js';
import { AnalyticsWithdrawals } from './analytics.withdrawals.js';
import { AnalyticsService } from './analytics.service.js';
import { PageFilter } from './collect/page-filter.js';
import { PageRules } from './collect/page-rules.js';
import { RequestCollector } from './collect/request-collector.js';
import { BlockedAddresses } from './exclusion/blocked-addresses.js';
import { BlockedMemory } from './exclusion/blocked-memory.js';
import { Exclusions } from './exclusion/exclusions.js';
import { SelfExclusion } from './exclusion/self-exclusion.js';
import { Forwarder } from './forward/forwarder.js';
import { VisitorIdentity } from './identity/visitor-identity.js';
import { AccessLogImporter } from './import/access-log-importer.js';
import { EventIntake } from './intake/event-intake.js';
import { EventRate } from './intake/event-rate.js';
import { TrackedHits } from './intake/tracked-hits.js';
import { LinkedVisitors } from './linked-visitors.js';
import { AnalyticsPipeline } from './pipeline/analytics-pipeline.js';
import { BatchProcessor } from './pipeline/batch-processor.js';
import { DropCounter } from './event/drop-counter.js';
import { HitFactory } from './event/hit-factory.js';
import { EventDeriver } from './derive/event-deriver.js';
import { EventDispatcher } from './pipeline/event-dispatcher.js';
import { ErasureWorker } from './pipeline/erasure-worker.js';
import { OutboxRelay } from './pipeline/outbox-relay.js';
import { TransactionalEvents } from './pipeline/transactional-events.js';
import { RequestTracing } from './trace/request-tracing.js';
import { TraceBook } from './trace/trace-book.js';
import { AnalyticsStatistics } from './statistics/analytics-statistics.js';
import { StatisticsFiles } from './statistics/export/statistics-files.js';

/**
 * Measures the audience on the application's own servers: page views caught from the raw server, events, visitors known only as far as they
 * consent, statistics. Needs {@link CoreModule}, and a TypeORM DataSource with the package's migrations or a `store` of the application's own.
 */
@Module({
  providers: [
    { provide: AnalyticsConfig, inject: [ANALYTICS_OPTIONS], useFactory: resolveAnalyticsOptions },
    usesPorts({
      reads: [ConsentReader, PrivacySignalReader, MetricsRecorder, AdminAccess, AuditLog],
      metrics: ANALYTICS_METRICS,
    }),
    AgentClassifier,
    DropCounter,
    TraceBook,
    RequestTracing,
    HitFactory,
    PageRules,
    PageFilter,
    VisitorIdentity,
    BlockedMemory,
    SelfExclusion,
    BlockedAddresses,
    Exclusions,
    EventDeriver,
    EventDispatcher,
    RequestCollector,
    EventIntake,
    TrackedHits,
    EventRate,
    Forwarder,
    BatchProcessor,
    OutboxRelay,
    TransactionalEvents,
    AnalyticsPipeline,
    AnalyticsStatistics,
    StatisticsFiles,
    AnalyticsService,
    AccessLogImporter,
    AnalyticsInterceptor,
    { provide: AudienceMeasurementFacts, inject: [AnalyticsConfig], useFactory: audienceMeasurementFacts },
    LinkedVisitors,
    ErasureWorker,
    AnalyticsWithdrawals,
    { provide: ConsentChangeListener, useExisting: AnalyticsWithdrawals },
    AnalyticsContributor,
    { provide: DataSubjectContributor, useExisting: AnalyticsContributor },
  ],
  exports: [AnalyticsService, AccessLogImporter, AnalyticsStatistics, AnalyticsInterceptor, AnalyticsConfig],
})
export class AnalyticsModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
