import {
  type AdapterName,
  type DisposableDatabase,
  startTestApp,
  type TestApp,
  type TestAppOptions,
  type TestDatabase,
  testDatabases,
} from '@nest-privacy/core/testing';
import { CoreModule, type CoreModuleOptions } from '@nest-privacy/core';
import { type Provider, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AnalyticsModule } from '../src/analytics.module.js';
import { type AnalyticsModuleExtras } from '../src/analytics.module-definition.js';
import { type AnalyticsModuleOptions } from '../src/analytics.options.js';
import { ANALYTICS_ENTITIES } from '../src/entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../src/migrations/index.js';
import { ANALYTICS_TABLES } from './migrated.js';

/** What to start. */
export interface AnalyticsAppOptions extends Pick<AnalyticsModuleExtras, 'queue' | 'isGlobal'> {
  readonly adapter?: AdapterName;
  readonly controllers?: TestAppOptions['controllers'];
  readonly analytics?: AnalyticsModuleOptions;
  readonly core?: CoreModuleOptions;
  /** Implementations of ports, seen by the analytics module. */
  readonly ports?: Provider[];
  /** Entities of the application beside those of analytics. Default: none. */
  readonly entities?: readonly Type[];
  /** Default: SQLite. */
  readonly database?: TestDatabase;
  /** A database that is there already; it is not dropped. */
  readonly place?: DisposableDatabase;
  /** Which of the two modules is imported first. Default: that of the database. */
  readonly first?: 'database' | 'analytics';
  readonly configure?: TestAppOptions['configure'];
}

/** A running application with analytics, and its database. */
export interface AnalyticsApp extends TestApp {
  readonly source: DataSource;
}

/** Starts an application with analytics on a fresh, migrated database. */
export async function startAnalyticsApp(options: AnalyticsAppOptions = {}): Promise<AnalyticsApp> {
  const { adapter = 'fastify', controllers = [], analytics = {}, ports = [], queue, configure } = options;
  const place = options.place ?? (await (options.database ?? testDatabases()[0]!).create(ANALYTICS_TABLES));
  const modules = [
    TypeOrmModule.forRoot({
      ...place.options,
      entities: [...ANALYTICS_ENTITIES, ...(options.entities ?? [])],
      migrations: ANALYTICS_MIGRATIONS,
      migrationsRun: true,
      retryAttempts: 0,
    }),
    AnalyticsModule.forRoot({
      flushInterval: 20,
      ...analytics,
      extraProviders: ports,
      isGlobal: options.isGlobal ?? false,
      ...(queue && { queue }),
    }),
  ];
  if (options.first === 'analytics') modules.reverse();
  const drop = async (): Promise<void> => {
    if (!options.place) await place.drop();
  };
  const starting = startTestApp({
    adapter,
    controllers,
    ...(configure && { configure }),
    imports: [CoreModule.forRoot(options.core), ...modules],
  });
  const test = await starting.catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  const close = async (): Promise<void> => {
    await test.close();
    await drop();
  };
  return { ...test, close, source: test.app.get(DataSource) };
}
