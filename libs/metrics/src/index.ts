export { ClusterMetrics, type ClusterMetricsOptions } from './cluster/cluster-metrics.js';
export {
  type ClusterMetricsServer,
  serveClusterMetrics,
  type ServeClusterMetricsOptions,
} from './cluster/serve-cluster-metrics.js';
export { type Channel } from './http/channel.js';
export { UNMATCHED } from './http/request-metrics.js';
export { MetricsConfig } from './metrics.config.js';
export { MetricsGuard } from './metrics.guard.js';
export { METRICS_OPTIONS } from './metrics.module-definition.js';
export { MetricsModule } from './metrics.module.js';
export { type MetricsModuleExtras, type MetricsModuleOptions } from './metrics.options.js';
export { MetricsRegistry } from './metrics.registry.js';
export { MetricsService } from './metrics.service.js';
export { OTHER } from './recorder/series-limiter.js';
