import { Module, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS, AnalyticsModule } from '@nest-privacy/analytics';
import { BullAnalyticsModule } from '@nest-privacy/analytics/bull';
import { CoreModule } from '@nest-privacy/core';
import { type DataSourceOptions } from 'typeorm';
import { databaseOptions } from './servers/database.js';

/** Where events come from and where they go. */
export interface Ingest {
  readonly url: string;
  /** Redis, where the queue is Bull; else it is in this process. */
  readonly redis: string | undefined;
}

/** A database with the tables of analytics. */
export const ingestOptions = (url: string): DataSourceOptions => ({
  ...databaseOptions(url),
  entities: ANALYTICS_ENTITIES,
  migrations: ANALYTICS_MIGRATIONS,
  migrationsRun: true,
});

/** A module that collects into the queue or works it off, as the role says. */
export function ingestModule({ url, redis }: Ingest, role: 'collect' | 'process' | 'all'): Type {
  const queue = redis === undefined ? {} : { queue: BullAnalyticsModule.forRoot({ url: redis }) };
  @Module({
    imports: [
      CoreModule.forRoot(),
      TypeOrmModule.forRoot(ingestOptions(url)),
      AnalyticsModule.forRoot({ role, routes: 'none', ...queue }),
    ],
  })
  class IngestModule {}
  return IngestModule;
}
