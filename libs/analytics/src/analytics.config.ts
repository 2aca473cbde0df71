import { type AnalyticsModuleOptions, type EventRateLimit } from './analytics.options.js';

/** The options with every default in place. */
export interface AnalyticsConfig extends Required<Omit<AnalyticsModuleOptions, 'rateLimit'>> {
  readonly rateLimit: Required<EventRateLimit> | 'off';
}

/** Injection token of {@link AnalyticsConfig}. */
export const AnalyticsConfig = Symbol.for('@nest-privacy/analytics:Config');
