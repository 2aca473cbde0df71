export { ADMIN_SCOPES, type AdminScope, type AdminScopes } from './admin/admin-scope.js';
export { AdminGuard } from './admin/admin.guard.js';
export { RequireScope } from './admin/require-scope.decorator.js';
export {
  BUILT_IN_CATEGORIES,
  CategoryRegistry,
  type ConsentCategories,
  type ConsentCategory,
  ESSENTIALS,
} from './categories.js';
export { CORE_OPTIONS, type CoreModuleExtras } from './core.module-definition.js';
export { CoreModule } from './core.module.js';
export { type CoreModuleOptions } from './core.options.js';
export {
  type ConsentSnapshot,
  type ConsentState,
  type Decision,
  type Decisions,
  type Regime,
  type TrackingConsent,
} from './decisions.js';
export { ConfigurationError, type ConfigurationFault } from './errors/configuration.error.js';
export { type DatabaseFault, databaseFaultOf } from './errors/database-fault.js';
export { DatabaseUnavailableException } from './errors/database-unavailable.exception.js';
export { FaultLog } from './errors/fault-log.js';
export { type Problem, PROBLEM_MEDIA_TYPE, type ProblemPart, problemType } from './errors/problem.js';
export { type ProblemDescription, ProblemException } from './errors/problem.exception.js';
export { PROBLEM_FILTER_SCOPE, ProblemFilter } from './errors/problem.filter.js';
export { rateLimited } from './errors/rate-limited.js';
export { problemOf } from './errors/problem-of.js';
export { invalidInput, type ValidationFault, validationProblem } from './errors/validation-problem.js';
export { instantOfId, isId, newId, newIdAt } from './ids.js';
export { BoundedMap } from './memory/bounded-map.js';
export { applyExtras, MODULE_EXTRAS, type ModuleExtras } from './module-extras.js';
export { type CursorKey, type CursorPart, decodeCursor, encodeCursor, type Page, pageOf } from './paging/cursor.js';
export { AdminAccess } from './ports/admin-access.js';
export { Broadcast } from './ports/broadcast.js';
export {
  CatalogueReader,
  type CatalogueVersion,
  type CategoryRenewals,
  type KnownCatalogue,
  type Renewal,
  type RenewingChange,
} from './ports/catalogue-reader.js';
export { ConsentReader } from './ports/consent-reader.js';
export {
  type CounterLabels,
  type GaugeName,
  type HistogramLabels,
  MetricsRecorder,
  SILENT_METRICS,
} from './ports/metrics-recorder.js';
export { PrivacySignalReader } from './ports/privacy-signal-reader.js';
export { type RateLimit, type RateLimiter, RateLimits, type RateVerdict } from './ports/rate-limits.js';
export { TrackingStatusNotifier } from './ports/tracking-status-notifier.js';
export { maskedAddress, networkOf } from './request/client-network.js';
export { originOf } from './request/origin.js';
export { type AdmitOrigin, OriginCheck } from './request/origin-check.js';
export { type RequestLike, RequestView } from './request/request-view.js';
export { requestViewFrom } from './request/request-view-from.js';
export { type RouteHandler, RouteMap } from './request/route-map.js';
export { type Route, routeOf } from './request/route.js';
export { DEFAULT_SITE, type Site, SiteResolver } from './request/site-resolver.js';
export { TrustedProxies } from './request/trusted-proxies.js';
export { WithoutBody } from './request/without-body.decorator.js';
export { type CookieScope, hasCookiePrefix, prefixedCookieName } from './security/cookie-prefix.js';
export { KeyRing, SECRET_MIN_LENGTH } from './security/key-ring.js';
export { onEveryRequest, takeOver } from './server/on-every-request.js';
export { type ShutdownGrace } from './server/shutdown-grace.js';
export { type RawAnswer, type RawRequestListener } from './server/raw-server.js';
export { LocalBroadcast } from './shared/local-broadcast.js';
export { MemoryRateLimits } from './shared/memory-rate-limits.js';
export { HEADER_SIGNALS } from './signals/header-signals.js';
export { parseDnt } from './signals/parse-dnt.js';
export { parseGpc } from './signals/parse-gpc.js';
export { NO_SIGNALS, type PrivacySignals } from './signals/privacy-signals.js';
export { Clock, SYSTEM_CLOCK } from './time/clock.js';
export { days, hours, minutes, seconds } from './time/durations.js';
export { type CalendarDay, parseDay, startOfUtcDay } from './validation/calendar-day.js';
export { parseDayOrInstant } from './validation/day-or-instant.js';
export { parseInstant } from './validation/instant.js';
export { DEEPEST_JSON, jsonFaults } from './validation/json-faults.js';
export { canonicalLanguage } from './validation/language-tag.js';
export { requestValidation } from './validation/request-validation.js';
export { parseStrictJson } from './validation/strict-json.js';
export { isLine, isText } from './validation/text.js';
export { isTimeZoneName } from './validation/time-zone-name.js';
export { isWholeNumber, LARGEST_INTEGER, parseWholeNumber } from './validation/whole-number.js';
