import { type DynamicModule, Module } from '@nestjs/common';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { BullAnalyticsModule } from '@nest-privacy/analytics/bull';
import { ClientModule } from '@nest-privacy/client/assets';
import { ConsentModule } from '@nest-privacy/consent';
import { CoreModule, seconds } from '@nest-privacy/core';
import { MmdbModule } from '@nest-privacy/core/geo';
import { RedisModule } from '@nest-privacy/core/redis';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule } from '@nest-privacy/metrics';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';
import { type Settings } from '../config/settings.js';
import { analyticsOptions } from './analytics-options.js';
import { CatalogueSeeder } from './seed/catalogue-seeder.js';
import { NoticeSeeder } from './seed/notice-seeder.js';
import { consentOptions } from './consent-options.js';
import { rightsOptions } from './rights-options.js';
import { userProviders } from './header-users.js';

/**
 * The one place where the suite's modules are put together. They find one another through the ports of core: consent hears
 * the signals, the tracking status knows of consent, analytics obeys both, and all of them report to the metrics. Each is global for this application's own pages.
 */
@Module({})
export class PrivacyModule {
  static forRoot(settings: Settings): DynamicModule {
    const { environment, replayClock, sites } = settings;
    const isGlobal = true;
    const everywhere = [
      CoreModule.forRoot({
        shutdownGrace: seconds(5),
        sites,
        trustedProxies: environment.TRUSTED_PROXIES,
        ...(environment.COUNTRY_HEADER !== undefined && {
          countryHeaders: { country: environment.COUNTRY_HEADER, region: environment.REGION_HEADER },
        }),
        ...(replayClock && { clock: replayClock }),
        shared: environment.REDIS_URL === undefined ? undefined : RedisModule.forRoot({ url: environment.REDIS_URL }),
      }),
      MetricsModule.forRoot({
        isGlobal,
        processMetrics: true,
        ...(environment.METRICS_TOKEN !== undefined && { token: environment.METRICS_TOKEN }),
      }),
      AnalyticsModule.forRoot({
        isGlobal,
        routes: environment.ROLE === 'worker' ? 'none' : 'mounted',
        ...analyticsOptions(settings),
        ...(environment.REDIS_URL !== undefined && {
          queue: BullAnalyticsModule.forRoot({ url: environment.REDIS_URL }),
        }),
      }),
      RightsModule.forRoot({
        isGlobal,
        routes: environment.ROLE === 'worker' ? 'none' : 'mounted',
        ...rightsOptions(settings),
      }),
    ];
    const beforeVisitors = [
      ...(environment.MMDB_PATH === undefined ? [] : [MmdbModule.forRoot({ path: environment.MMDB_PATH })]),
      DntModule.forRoot({
        isGlobal,
        // Nobody's visits are followed across sites here, and without consent not from one day to the next either.
        honours: true,
        whenUnset: 'N',
        policy: '/privacy',
        config: '/privacy#choices',
        gpc: { effect: 'opt-out', gpc: true, lastUpdate: '2026-11-20' },
      }),
      TrackingItemsModule.forRoot({ isGlobal }),
      ConsentModule.forRoot({ isGlobal, ...consentOptions(settings) }),
      ClientModule.forRoot({ isGlobal }),
    ];
    if (environment.ROLE === 'worker') return { module: PrivacyModule, imports: everywhere };
    return {
      module: PrivacyModule,
      imports: [...everywhere, ...beforeVisitors],
      providers: [...userProviders(environment), CatalogueSeeder, NoticeSeeder],
    };
  }
}
