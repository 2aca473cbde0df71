import { setImmediate } from 'node:timers/promises';
import { type ModuleMetadata, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AdminAccess, CoreModule, EveryErrorFilter } from '@nest-privacy/core';
import {
  type AdapterName,
  type DisposableDatabase,
  ManualClock,
  startTestApp,
  type TestApp,
  type TestAppOptions,
  type TestDatabase,
  type TestTables,
} from '@nest-privacy/core/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  CONSENT_ENTITIES,
  CONSENT_MIGRATIONS,
  CONSENT_SCOPES,
  ConsentModule,
  type ConsentModuleExtras,
  type ConsentModuleOptions,
} from '../src/index.js';

/** The columns that every record fills, for statements that tests send past the module. */
export const RECORD_COLUMNS = `subject_id, received_at, id, schema_version, site_id, event_type, decisions, informed, regime, method, notice_version,
  catalogue_version, catalogue_hash, language, signals, acknowledged_signals, given_at, valid_until, idempotency_key, request_hash`;

export const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];
export const ADMIN_TOKEN = 'Bearer admin';

export interface ConsentAppOptions {
  readonly adapter: AdapterName;
  readonly database: TestDatabase;
  readonly controllers?: Type[];
  readonly providers?: Provider[];
  /** Put into the module in place of its own, by its extra `extraProviders`. */
  readonly own?: Provider[];
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly rawBody?: boolean;
  /** Called before the application initialises. */
  readonly configure?: TestAppOptions['configure'];
  readonly consent?: Partial<ConsentModuleOptions>;
  readonly extras?: Pick<ConsentModuleExtras, 'routes' | 'decorators'>;
  readonly core?: Parameters<typeof CoreModule.forRoot>[0];
}

export interface ConsentApp extends TestApp {
  readonly clock: ManualClock;
  readonly source: DataSource;
  /** As `DisposableDatabase` has it. */
  readonly databaseUrl: string;
}

/** The module's own tables, for `database.create`. */
export const CONSENT_TABLES: TestTables = { migrations: CONSENT_MIGRATIONS };

/** Opens a database with the module's own tables, which it makes unless they are there. */
export async function migrated(place: DisposableDatabase): Promise<DataSource> {
  const options = { ...place.options, entities: CONSENT_ENTITIES, migrations: CONSENT_MIGRATIONS };
  const source = await new DataSource(options).initialize();
  await source.runMigrations();
  return source;
}

/** An application of CoreModule and ConsentModule on an empty database, with a clock that stands still; nothing else is bound. */
export async function startConsentApp({
  adapter,
  database,
  controllers = [],
  providers = [],
  own = [],
  imports = [],
  rawBody = false,
  configure,
  consent,
  extras,
  core,
}: ConsentAppOptions): Promise<ConsentApp> {
  const place = await database.create(CONSENT_TABLES);
  const clock = new ManualClock();
  let opening: Promise<DataSource> | undefined;
  const starting = startTestApp({
    adapter,
    rawBody,
    ...(configure && { configure }),
    controllers,
    providers: [{ provide: APP_FILTER, useClass: EveryErrorFilter }, ...providers],
    imports: [
      ...imports,
      CoreModule.forRoot({ clock, ...core }),
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ ...place.options, autoLoadEntities: true, retryAttempts: 1 }),
        dataSourceFactory: (options) => (opening = new DataSource(options!).initialize()),
      }),
      ConsentModule.forRoot({
        secrets: SECRETS,
        revocations: { pollInterval: 'off' },
        report: { pollInterval: 'off' },
        ...consent,
        ...extras,
        isGlobal: true,
        extraProviders: [
          ...own,
          {
            provide: AdminAccess,
            useValue: {
              administratorOf: (view: { header(name: string): string | undefined }) =>
                view.header('authorization') === ADMIN_TOKEN ? { id: 'admin', scopes: new Set(CONSENT_SCOPES) } : null,
            },
          },
        ],
      }),
    ],
  });
  const server = await starting.catch(async (error: unknown) => {
    // Nest waits for no other provider when one has failed, and this one would open a database that is gone.
    await setImmediate();
    const opened = await opening;
    if (opened?.isInitialized) await opened.destroy();
    await place.drop();
    throw error;
  });
  const source = server.app.get(DataSource);
  return {
    ...server,
    clock,
    source,
    databaseUrl: place.url,
    close: async () => {
      await server.close();
      await place.drop();
    },
  };
}
