export { AnalyticsDiagnosisController, type DropsView, type TraceView } from './analytics-diagnosis.controller.js';
export { AnalyticsController } from './analytics.controller.js';
export { resolveAnalyticsOptions } from './config/resolve-analytics-options.js';
export { ANALYTICS_DATA_SOURCE } from './analytics.data-source.js';
export { AnalyticsInterceptor } from './analytics.interceptor.js';
export { ANALYTICS_OPTIONS, type AnalyticsModuleExtras } from './analytics.module-definition.js';
export { AnalyticsModule } from './analytics.module.js';
export { AnalyticsConfig } from './analytics.config.js';
export { type AnalyticsModuleOptions } from './analytics.options.js';
export { ANALYTICS_SCOPES } from './analytics.scopes.js';
export { AnalyticsService } from './analytics.service.js';
export { NoTrack } from './decorators/no-track.decorator.js';
export { type PageDescription } from './decorators/page-metadata.js';
export { TrackPage } from './decorators/track-page.decorator.js';
export { AnalyticsBlockedEntity } from './entities/analytics-blocked.entity.js';
export { AnalyticsDutyEntity } from './entities/analytics-duty.entity.js';
export { AnalyticsEventEntity } from './entities/analytics-event.entity.js';
export { AnalyticsImportEntity } from './entities/analytics-import.entity.js';
export { AnalyticsOutboxEntity } from './entities/analytics-outbox.entity.js';
export { AnalyticsPendingErasureEntity } from './entities/analytics-pending-erasure.entity.js';
export { AnalyticsSaltEntity } from './entities/analytics-salt.entity.js';
export { AnalyticsTermEntity } from './entities/analytics-term.entity.js';
export { AnalyticsTermQuotaEntity } from './entities/analytics-term-quota.entity.js';
export { ANALYTICS_ENTITIES } from './entities/index.js';
export { BlockedAddressesController } from './exclusion/blocked-addresses.controller.js';
export { type AnalyticsDestination, type DeliveryResult } from './forward/analytics-destination.js';
export { HttpCollectorDestination, type HttpCollectorOptions } from './forward/http-collector.destination.js';
export { InMemorySalts } from './identity/in-memory-salts.js';
export { SaltSource } from './identity/salt-source.js';
export { AccessLogImporter } from './import/access-log-importer.js';
export { type AccessLogImportOptions, type ImportProgress } from './import/import-options.js';
export { type ImportSummary } from './import/import-summary.js';
export { type ImportTally, type LeftOut } from './import/import-tally.js';
export { JSON_FIELDS, type JsonField } from './import/json-members.js';
export { LogFile } from './import/log-file.js';
export { LOG_FORMATS, type LogFormat } from './import/log-format.js';
export { type LogInput } from './import/log-input.js';
export { LogStream } from './import/log-stream.js';
export { EventsController } from './intake/events.controller.js';
export { ExclusionController, type ExclusionView } from './intake/exclusion.controller.js';
export { type IntakeResult, PAGE_VIEW_NAME, type RejectedEvent } from './intake/event-intake.js';
export { type EventInput } from './intake/event-input.js';
export { type TrackContext, type TransactionContext } from './intake/track-context.js';
export { type OwnMask } from './mask/own-mask.js';
export { type MaskName, MASK_NAMES } from './mask/text-mask.js';
export { ANALYTICS_MIGRATIONS } from './migrations/index.js';
export {
  type AnalyticsEvent,
  type Audience,
  type Campaign,
  type DeviceClass,
  type EventProperties,
  type EventProperty,
  type Revenue,
  type ScreenClass,
} from './event/analytics-event.js';
export { RESERVED_EVENTS } from './event/reserved-event.js';
export { type RevenueInput } from './event/revenue.js';
export {
  AnalyticsQueue,
  type BatchHandler,
  type Delivery,
  type EventBatch,
  ForwardQueue,
} from './queue/analytics-queue.js';
export { ParkedEventsError } from './queue/parked-events.error.js';
export { DROP_REASONS, type DropReason } from './event/drop-reason.js';
export { InProcessQueue, type InProcessQueueOptions } from './queue/in-process-queue.js';
export { InProcessQueueModule } from './queue/in-process-queue.module.js';
export { AnalyticsStatistics } from './statistics/analytics-statistics.js';
export {
  type Aggregate,
  type Breakdown,
  type BreakdownItem,
  type Bucket,
  type ComparedDays,
  type StatisticsFrame,
  type TimeSeries,
} from './statistics/answers.js';
export { type PageRequest } from './statistics/breakdown.js';
export { COMPARED_PERIODS, type ComparedPeriod } from './statistics/compared-period.js';
export { type Funnel, type FunnelResult } from './statistics/funnel.js';
export { type Goal } from './statistics/goal.js';
export { type GoalResult, type Goals } from './statistics/goals.js';
export { type Realtime, type RealtimeItem } from './statistics/realtime.js';
export { type Retention, type RetentionCohort } from './statistics/retention.js';
export { type BreakdownOptions, type StatisticsOptions } from './statistics/statistics-options.js';
export { type StatisticsQuery } from './statistics/statistics-query.js';
export { type StatisticsScope } from './statistics/statistics-scope.js';
export { type Counts, type VisitorCount } from './statistics/counts.js';
export { type Dimension, NAMED_DIMENSIONS, type NamedDimension } from './statistics/dimension.js';
export { type Comparison, type Filter, type Operator, OPERATORS } from './statistics/filter.js';
export { DEFAULT_METRICS, type Metric, METRICS, type Metrics } from './statistics/metric.js';
export { type Pattern, patternOf } from './statistics/pattern.js';
export { type StatisticsMeta, type VisitorsExactness } from './statistics/statistics-meta.js';
export { type Interval, INTERVALS, type Span } from './statistics/period.js';
export {
  type BreakdownPage,
  type BreakdownPosition,
  type Cohort,
  type FunnelStep,
  type Question,
  rankingOf,
  type RankedValue,
  StatisticsReader,
} from './statistics/statistics-reader.js';
export { type BlockedNetwork, BlockedNetworks, type BlockingOutcome } from './store/blocked-networks.js';
export { ImportJournal, type ImportPosition, type OpenImport } from './store/import-journal.js';
export { AnalyticsStore } from './store/analytics-store.js';
export { type TransactionManager } from './typeorm/transaction-manager.js';
export { type EventParticipant, EventParticipants } from './typeorm/event-participant.js';
export { TermCollector } from './typeorm/term-collector.js';
export { UnstorableEventError } from './store/unstorable-event.error.js';
