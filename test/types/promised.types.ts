/**
 * What the types refuse, so that a mistake is seen where it is written. This file is compiled with the tests and never run: where one of these became
 * possible, `@ts-expect-error` would have nothing to expect, and the type check would fail.
 */
import { AnalyticsModule, type AnalyticsModuleOptions } from '@nest-privacy/analytics';
import { ConsentModule, type ConsentModuleOptions, RequireConsent } from '@nest-privacy/consent';
import { type ConsentCategory, CoreModule, type CounterLabels, type Decision, RequireScope } from '@nest-privacy/core';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule } from '@nest-privacy/metrics';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';

// A category that nobody declared.
// @ts-expect-error -- STATISTIC is none
export const misspelt = RequireConsent('STATISTIC');
// @ts-expect-error -- without a category nothing would be asked
export const nothing = RequireConsent();
// @ts-expect-error -- lower case is another name
export const lower: ConsentCategory = 'marketing';

// A scope that no module declared.
// @ts-expect-error -- the scope is consent:read
export const scope = RequireScope('consents:read');

// A decision has three values.
// @ts-expect-error -- true and false are no decisions
export const decision: Decision = true;

// Options: misspelt, missing, of another type.
// @ts-expect-error -- categories is the option
export const core = CoreModule.forRoot({ category: ['PERSONALISATION'] });
// @ts-expect-error -- consent signs, and cannot without secrets
export const unsigned = ConsentModule.forRoot({});
// @ts-expect-error -- secrets are a list, newest first
export const single = ConsentModule.forRoot({ secrets: 'one-secret-that-is-long-enough-0001' });
// @ts-expect-error -- a regime is opt-in, opt-out or notice-only
export const regime: ConsentModuleOptions = { secrets: [], regime: 'optin' };
// @ts-expect-error -- a switch has names, not true and false
export const routes = ConsentModule.forRoot({ secrets: [], routes: false });
// @ts-expect-error -- bots are dropped, marked or counted
export const bots: AnalyticsModuleOptions = { bots: true };
// @ts-expect-error -- the factory gives options of this module
export const factory = AnalyticsModule.forRootAsync({ useFactory: () => ({ bots: 'none' }) });
// @ts-expect-error -- the class has createDntOptions
export const wrongClass = DntModule.forRootAsync({ useClass: class {} });
// @ts-expect-error -- languages are a list
export const languages = TrackingItemsModule.forRoot({ languages: 'de' });
// @ts-expect-error -- reasons are optional or required
export const reasons = RightsModule.forRoot({ secrets: [], reasons: true });
// @ts-expect-error -- the path is text
export const path = MetricsModule.forRoot({ path: 9090 });

// Labels of a metric are closed.
// @ts-expect-error -- an address is no label
export const labels: CounterLabels['analytics_dropped_total'] = { reason: 'bot', address: '203.0.113.9' };
