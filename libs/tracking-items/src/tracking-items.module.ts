import { type DynamicModule, Module } from '@nestjs/common';
import { AdminAccess, AuditLog, CatalogueReader, ConsentReader, MetricsRecorder } from '@nest-privacy/core';
import { usesPorts } from '@nest-privacy/core/kit';
import { requiresTables } from '@nest-privacy/core/typeorm';
import { CatalogueMemory } from './catalogue/catalogue-memory.js';
import { CatalogueWriter } from './catalogue/catalogue-writer.js';
import { EarlierCatalogues } from './catalogue/earlier-catalogues.js';
import { RequestCookies } from './cookies/request-cookies.js';
import { TRACKING_ITEMS_APPEND_ONLY } from './entities/append-only-entities.js';
import { TRACKING_ITEMS_ENTITIES } from './entities/index.js';
import { CatalogueExchange } from './exchange/catalogue-exchange.js';
import { DjangoFixtureReader } from './exchange/django-fixture.reader.js';
import { CookieJanitor } from './janitor/cookie-janitor.js';
import { CookieJanitorMiddleware } from './janitor/cookie-janitor.middleware.js';
import { TrackingItemReader } from './tracking-item.reader.js';
import { TrackingItemRules } from './tracking-item.rules.js';
import { resolveTrackingItemsOptions, TrackingItemsConfig } from './tracking-items.config.js';
import {
  ConfigurableModuleClass,
  type OPTIONS_TYPE,
  TRACKING_ITEMS_OPTIONS,
} from './tracking-items.module-definition.js';
import { TRACKING_ITEMS_DATA_SOURCE } from './tracking-items.data-source.js';
import { TRACKING_ITEMS_METRICS } from './tracking-items.metrics.js';
import { TrackingItemsService } from './tracking-items.service.js';
import { UndeclaredCookies } from './undeclared/undeclared-cookies.js';
import { UndeclaredList } from './undeclared/undeclared-list.js';

/** The catalogue of cookies and scripts, per site and language. Needs CoreModule and a TypeORM DataSource with this package's migrations. */
@Module({
  providers: [
    { provide: TrackingItemsConfig, inject: [TRACKING_ITEMS_OPTIONS], useFactory: resolveTrackingItemsOptions },
    usesPorts({ reads: [AdminAccess, AuditLog, ConsentReader, MetricsRecorder], metrics: TRACKING_ITEMS_METRICS }),
    TrackingItemRules,
    TrackingItemReader,
    CatalogueMemory,
    EarlierCatalogues,
    CatalogueWriter,
    requiresTables(TRACKING_ITEMS_DATA_SOURCE, {
      from: '@nest-privacy/tracking-items',
      prefix: 'TRACKING_ITEMS',
      entities: TRACKING_ITEMS_ENTITIES,
      appendOnly: TRACKING_ITEMS_APPEND_ONLY,
    }),
    DjangoFixtureReader,
    CatalogueExchange,
    TrackingItemsService,
    RequestCookies,
    CookieJanitor,
    CookieJanitorMiddleware,
    UndeclaredCookies,
    UndeclaredList,
    { provide: CatalogueReader, useExisting: TrackingItemsService },
  ],
  exports: [
    TrackingItemsService,
    CatalogueExchange,
    CatalogueReader,
    CookieJanitor,
    CookieJanitorMiddleware,
    UndeclaredCookies,
    UndeclaredList,
  ],
})
export class TrackingItemsModule extends ConfigurableModuleClass {
  static override forRoot(options: typeof OPTIONS_TYPE = {}): DynamicModule {
    return super.forRoot(options);
  }
}
