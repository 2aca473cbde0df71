import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from '@nest-privacy/core';
import { AdminModule } from './admin/admin.module.js';
import { type Settings } from './config/settings.js';
import { SettingsModule } from './config/settings.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { SiteModule } from './site/site.module.js';

/** The application: what every process has, and what only those have that serve visitors. */
@Module({ providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    const servesVisitors = settings.environment.ROLE !== 'worker';
    return {
      module: AppModule,
      imports: [
        SettingsModule.forRoot(settings),
        DatabaseModule.forRoot(settings),
        PrivacyModule.forRoot(settings),
        HealthModule.forRoot(settings),
        ...(servesVisitors ? [AdminModule, SiteModule] : []),
      ],
    };
  }
}
