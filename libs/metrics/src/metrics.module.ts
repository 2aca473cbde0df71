import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { MetricsRecorder } from '@nest-privacy/core';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { RequestMetrics } from './http/request-metrics.js';
import { MetricsConfig, resolveMetricsOptions } from './metrics.config.js';
import { MetricsGuard } from './metrics.guard.js';
import { ConfigurableModuleClass, METRICS_OPTIONS, type OPTIONS_TYPE } from './metrics.module-definition.js';
import { MetricsRegistry } from './metrics.registry.js';
import { MetricsService } from './metrics.service.js';
import { MetricFactory } from './recorder/metric-factory.js';
import { PrometheusMetricsRecorder } from './recorder/prometheus-metrics.recorder.js';
import { RegistryScraper } from './scrape/registry-scraper.js';

const inject = [MetricsRegistry, MetricsConfig];

const providers: Provider[] = [
  { provide: MetricsConfig, inject: [METRICS_OPTIONS], useFactory: resolveMetricsOptions },
  {
    provide: MetricsRegistry,
    inject: [MetricsConfig],
    useFactory: ({ processMetrics, prefix }: MetricsConfig) => {
      const registry = new Registry();
      if (processMetrics) collectDefaultMetrics({ register: registry, prefix });
      return registry;
    },
  },
  {
    provide: MetricFactory,
    inject,
    useFactory: (registry: Registry, config: MetricsConfig) => new MetricFactory(registry, config),
  },
  {
    provide: RegistryScraper,
    inject,
    useFactory: (registry: Registry, { prefix, scrapeTimeout }: MetricsConfig) =>
      new RegistryScraper(registry, prefix, scrapeTimeout),
  },
  {
    provide: MetricsRecorder,
    inject: [MetricFactory],
    useFactory: (factory: MetricFactory) => new PrometheusMetricsRecorder(factory),
  },
  RequestMetrics,
  MetricsService,
  MetricsGuard,
];

/** Prometheus metrics of the application and of the suite, in a registry of their own. Needs the CoreModule of `@nest-privacy/core`. */
@Module({ providers, exports: [MetricsRecorder, MetricsRegistry, MetricsService, MetricsConfig, MetricsGuard] })
export class MetricsModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
