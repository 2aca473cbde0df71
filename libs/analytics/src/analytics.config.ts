import { type AnalyticsModuleOptions, type EventRateLimit, type RetentionOptions } from './analytics.options.js';

/** Options of which none is left open. */
type Decided<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };

/** The options with every default in place. */
export interface AnalyticsConfig extends Decided<Omit<AnalyticsModuleOptions, 'rateLimit' | 'retention'>> {
  readonly rateLimit: Decided<EventRateLimit> | 'off';
  readonly retention: Decided<RetentionOptions>;
}

/** Injection token of {@link AnalyticsConfig}. */
export const AnalyticsConfig = Symbol.for('@nest-privacy/analytics:Config');
