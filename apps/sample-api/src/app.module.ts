import { Module, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { EveryErrorFilter, MethodNotAllowedFilter } from '@nest-privacy/core';
import { AdminModule } from './admin/admin.module.js';
import { type Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { SiteModule } from './site/site.module.js';

/**
 * The application: what every process has, and what only those have that serve visitors.
 *
 * The order matters, and only a class of its own keeps it: Nest registers what a dynamic module imports all at once. Global modules end in the reverse
 * order, so that the database outlives all that store something at the end; and routes are registered in this order, the one that takes every path last.
 */
export function createAppModule(settings: Settings): Type {
  const servesVisitors = settings.environment.ROLE !== 'worker';

  @Module({
    imports: [
      SettingsModule.forRoot(settings),
      DatabaseModule.forRoot(settings),
      PrivacyModule.forRoot(settings),
      HealthModule.forRoot(settings),
      ...(servesVisitors ? [AdminModule, SiteModule] : []),
    ],
    providers: [
      { provide: APP_FILTER, useClass: EveryErrorFilter },
      { provide: APP_FILTER, useClass: MethodNotAllowedFilter },
    ],
  })
  class AppModule {}

  return AppModule;
}
