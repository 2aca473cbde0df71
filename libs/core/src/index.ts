export { type AdminScope, type AdminScopes } from './admin/admin-scope.js';
export { AdminGuard, type AdminRequirement } from './admin/admin.guard.js';
export { CurrentAdministrator } from './admin/current-administrator.decorator.js';
export { OpensPersonalData } from './admin/opens-personal-data.decorator.js';
export { RequireScope } from './admin/require-scope.decorator.js';
export {
  BUILT_IN_CATEGORIES,
  CategoryRegistry,
  type ConsentCategories,
  type ConsentCategory,
  ESSENTIALS,
} from './category-registry.js';
export { CORE_OPTIONS, type CoreModuleExtras } from './core.module-definition.js';
export { CoreModule } from './core.module.js';
export { type CoreModuleOptions } from './core.options.js';
export {
  type ConsentSnapshot,
  type ConsentStanding,
  type Decision,
  type Decisions,
  type Regime,
  type TrackingConsent,
} from './decisions.js';
export { ConfigurationError, type ConfigurationFault } from './errors/configuration.error.js';
export { DatabaseUnavailableException } from './errors/database-unavailable.exception.js';
export { EveryErrorFilter } from './errors/every-error.filter.js';
export { MethodNotAllowedFilter } from './errors/method-not-allowed.filter.js';
export { type Problem, PROBLEM_MEDIA_TYPE, type ProblemPart, problemType } from './errors/problem.js';
export { type ProblemDescription, ProblemException } from './errors/problem.exception.js';
export { ProblemFilter } from './errors/problem.filter.js';
export { problemOf } from './errors/problem-of.js';
export { type CountryHeaders } from './geo/header-places.js';
export { Places } from './geo/places.js';
export { type ModuleExtras, type RouteExtras } from './module-extras.js';
export { type Page } from './paging/cursor.js';
export { AdminAccess, type Administrator } from './ports/admin-access.js';
export { type AuditedAction, type AuditedOutcome, AuditLog } from './ports/audit-log.js';
export { AudienceMeasurementFacts } from './ports/audience-measurement.js';
export { Broadcast } from './ports/broadcast.js';
export {
  type CatalogueContents,
  CatalogueReader,
  type CatalogueVersion,
  type CategoryRenewals,
  type KnownCatalogue,
  type Renewal,
  type RenewingChange,
  type ShownCookie,
  type ShownItem,
} from './ports/catalogue-reader.js';
export { ConsentChangeListener, type SubjectConsentChange } from './ports/consent-change-listener.js';
export { ConsentReader } from './ports/consent-reader.js';
export {
  DataSubject,
  type SubjectIdentifier,
  type SubjectIdentifierKind,
  type SubjectIdentifierKinds,
} from './ports/data-subject.js';
export { DataSubjectContributor, type ErasureStep, type SubjectRow } from './ports/data-subject-contributor.js';
export {
  type CounterDefinition,
  type FeatureMetrics,
  type GaugeDefinition,
  type HistogramDefinition,
  type MetricDefinitions,
} from './ports/metric-definitions.js';
export {
  type CounterLabels,
  type GaugeName,
  type GaugeNames,
  type HistogramLabels,
  MetricsRecorder,
  SILENT_METRICS,
} from './ports/metrics-recorder.js';
export { CountryResolver, NO_PLACE, type Place, type PlaceSource } from './ports/country-resolver.js';
export { PrivacySignalReader } from './ports/privacy-signal-reader.js';
export { type RateLimit, type RateLimiter, RateLimits, type RateVerdict } from './ports/rate-limits.js';
export { SubjectResolver } from './ports/subject-resolver.js';
export { TrackingStatusNotifier } from './ports/tracking-status-notifier.js';
export { CurrentRequest } from './request/current-request.decorator.js';
export { type RequestLike, RequestView } from './request/request-view.js';
export { requestViewFrom } from './request/request-view-from.js';
export { DEFAULT_SITE, type Site, SiteResolver } from './request/site-resolver.js';
export { TrustedProxies } from './request/trusted-proxies.js';
export { type ShutdownGrace } from './server/shutdown-grace.js';
export { NO_SIGNALS, type PrivacySignals } from './signals/privacy-signals.js';
export { Clock, SYSTEM_CLOCK } from './time/clock.js';
export { days, hours, minutes, seconds } from './time/durations.js';
export { requestValidation } from './validation/request-validation.js';
