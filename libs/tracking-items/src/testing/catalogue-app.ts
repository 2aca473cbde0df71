import { type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import {
  AdminAccess,
  type AdminScope,
  type Clock,
  CoreModule,
  EveryErrorFilter,
  type RequestView,
  SYSTEM_CLOCK,
} from '@nest-privacy/core';
import { type AdapterName, type DisposableDatabase, startTestApp, type TestApp } from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TRACKING_ITEMS_ENTITIES } from '../entities/index.js';
import { TRACKING_ITEMS_MIGRATIONS } from '../migrations/index.js';
import { TrackingItemsModule } from '../tracking-items.module.js';
import { type TrackingItemsModuleOptions } from '../tracking-items.options.js';

const SCOPES: Readonly<Record<string, readonly AdminScope[]>> = {
  writer: ['catalogue:read', 'catalogue:write'],
  reader: ['catalogue:read'],
};

const access: Provider = {
  provide: AdminAccess,
  useValue: {
    administratorOf: (view: RequestView) => {
      const id = view.header('authorization')?.replace('Bearer ', '') ?? '';
      const scopes = SCOPES[id];
      return scopes ? { id, scopes: new Set(scopes) } : null;
    },
  } satisfies AdminAccess,
};

/** What a {@link startCatalogueApp} runs on. */
export interface CatalogueAppOptions {
  readonly place: DisposableDatabase;
  readonly adapter?: AdapterName;
  readonly clock?: Clock;
  readonly options?: TrackingItemsModuleOptions;
  /** Whether the migrations run; not in the second application on a database. @default 'run' */
  readonly migrations?: 'run' | 'leave';
  /** Where processes tell each other. @default they do not */
  readonly shared?: DynamicModule;
  /** Put into the module, by its extra `extraProviders`. @default none */
  readonly own?: readonly Provider[];
  /** Pages, and modules of them. @default none */
  readonly controllers?: readonly Type[];
  readonly imports?: readonly Type[];
}

/** An application with nothing but the catalogue, two sites `main` and `shop`, and the admin tokens `writer` and `reader`. */
export const startCatalogueApp = ({
  place,
  adapter = 'fastify',
  clock = SYSTEM_CLOCK,
  options = {},
  migrations = 'run',
  shared,
  own = [],
  controllers = [],
  imports = [],
}: CatalogueAppOptions): Promise<TestApp> =>
  startTestApp({
    adapter,
    controllers: [...controllers],
    imports: [
      ...imports,
      CoreModule.forRoot({
        clock,
        shared,
        trustedProxies: ['loopback'],
        sites: [
          { id: 'main', hosts: ['main.example', '127.0.0.1'] },
          { id: 'shop', hosts: ['shop.example'] },
        ],
      }),
      TypeOrmModule.forRoot({
        ...place.options,
        entities: TRACKING_ITEMS_ENTITIES,
        migrations: TRACKING_ITEMS_MIGRATIONS,
        migrationsRun: migrations === 'run',
        retryAttempts: 0,
      }),
      TrackingItemsModule.forRootAsync({ isGlobal: true, extraProviders: [access, ...own], useFactory: () => options }),
    ],
    providers: [{ provide: APP_FILTER, useClass: EveryErrorFilter }],
  });
