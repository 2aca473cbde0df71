import { APP_FILTER } from '@nestjs/core';
import {
  AdminAccess,
  type AdminScope,
  type Clock,
  CoreModule,
  DataSubjectContributor,
  EveryErrorFilter,
  SYSTEM_CLOCK,
} from '@nest-privacy/core';
import { type AdapterName, type DisposableDatabase, startTestApp, type TestApp } from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  RIGHTS_ENTITIES,
  RIGHTS_MIGRATIONS,
  RIGHTS_SCOPES,
  RightsModule,
  type RightsModuleOptions,
} from '../src/index.js';
import { Shop } from './shop.js';

export const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

const SCOPES: Readonly<Record<string, readonly AdminScope[]>> = { ada: RIGHTS_SCOPES, bob: ['rights:read'] };

const access: AdminAccess = {
  administratorOf: (view) => {
    const id = view.header('authorization')?.replace('Bearer ', '') ?? '';
    const scopes = SCOPES[id];
    return scopes ? { id, scopes: new Set(scopes) } : null;
  },
};

/** What a {@link startRightsApp} runs on. */
export interface RightsAppOptions {
  readonly place: DisposableDatabase;
  readonly adapter?: AdapterName;
  readonly clock?: Clock;
  readonly options?: Partial<RightsModuleOptions>;
  readonly shop?: Shop;
  /** Beside the shop. */
  readonly contributors?: readonly DataSubjectContributor[];
}

/** An application with nothing but a shop, and the administrators `ada`, who may everything, and `bob`, who may look at requests. */
export async function startRightsApp({
  place,
  adapter = 'fastify',
  clock = SYSTEM_CLOCK,
  options = {},
  shop = new Shop(),
  contributors = [],
}: RightsAppOptions): Promise<TestApp & { readonly shop: Shop }> {
  const started = await startTestApp({
    adapter,
    imports: [
      CoreModule.forRoot({ clock, trustedProxies: ['127.0.0.1'] }),
      TypeOrmModule.forRoot({
        ...place.options,
        entities: RIGHTS_ENTITIES,
        migrations: RIGHTS_MIGRATIONS,
        migrationsRun: true,
        retryAttempts: 0,
      }),
      RightsModule.forRoot({ secrets: SECRETS, secondLook: 0, rateLimit: 'off', ...options }),
    ],
    providers: [
      { provide: APP_FILTER, useClass: EveryErrorFilter },
      { provide: AdminAccess, useValue: access },
      { provide: DataSubjectContributor, useValue: [shop, ...contributors] },
    ],
  });
  return { ...started, shop };
}
