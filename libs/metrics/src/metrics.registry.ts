import { type Registry } from 'prom-client';

/** The module's own prom-client registry; register the application's metrics with it to have them scraped too. */
export type MetricsRegistry = Registry;

/** Injection token of {@link MetricsRegistry}: one per module instance, never the process-wide one. */
export const MetricsRegistry = Symbol.for('@nest-privacy/metrics:Registry');
