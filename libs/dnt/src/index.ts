export { DNT_CONFIG, type DntConfig, type GpcStatement, type StatusDefinition } from './dnt.config.js';
export { resolveDntOptions } from './config/resolve-dnt-options.js';
export { Signals } from './decorators/signals.decorator.js';
export { PrivacySignalsPipe } from './decorators/privacy-signals.pipe.js';
export { TrackingRequired } from './decorators/tracking-required.decorator.js';
export { type RouteStatus, TRACKING_STATUS, TrackingStatus } from './decorators/tracking-status.decorator.js';
export { DntInterceptor } from './dnt.interceptor.js';
export { DNT_OPTIONS } from './dnt.module-definition.js';
export { DntModule } from './dnt.module.js';
export {
  type DntModuleExtras,
  type DntModuleOptions,
  type GpcEffect,
  type GpcOptions,
  type OptOutHook,
  type StatusMembers,
  type StatusOptions,
} from './dnt.options.js';
export { DntService } from './dnt.service.js';
export { HeaderSignalReader } from './signals/header-signal-reader.js';
export { parseDntLegacy } from './signals/parse-dnt-legacy.js';
export { type SignalledRequest } from './signals/signalled-request.js';
export { decideStatus, type DerivedStatus, type StatusRule } from './status/decide-status.js';
export { type TrackingStatusValue } from './status/tracking-status-value.js';
export { TrackingRequiredGuard } from './tracking-required.guard.js';
export { STATUS_MEDIA_TYPE } from './well-known/well-known.responder.js';
