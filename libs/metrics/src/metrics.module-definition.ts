import { ConfigurableModuleBuilder, type DynamicModule } from '@nestjs/common';
import { applyExtras, controllersOf, MODULE_EXTRAS, ROUTE_EXTRAS } from '@nest-privacy/core/kit';
import { METRICS_PATH } from './metrics.config.js';
import { metricsControllerAt } from './metrics.controller.js';
import { type MetricsModuleExtras, type MetricsModuleOptions } from './metrics.options.js';

/** Injection token of the options as they were given. */
export const METRICS_OPTIONS = Symbol.for('@nest-privacy/metrics:Options');

const EXTRAS: MetricsModuleExtras = { ...MODULE_EXTRAS, ...ROUTE_EXTRAS, path: 'metrics' };

const applyMetricsExtras = (definition: DynamicModule, extras: MetricsModuleExtras): DynamicModule => {
  const module = applyExtras(definition, extras);
  const path = extras.path ?? 'metrics';
  return {
    ...module,
    providers: [...(module.providers ?? []), { provide: METRICS_PATH, useValue: path }],
    controllers: controllersOf(extras, [metricsControllerAt(path)]),
  };
};

export const { ConfigurableModuleClass, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<MetricsModuleOptions>({ optionsInjectionToken: METRICS_OPTIONS })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createMetricsOptions')
    .setExtras(EXTRAS, applyMetricsExtras)
    .build();
