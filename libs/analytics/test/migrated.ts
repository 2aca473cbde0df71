import { type DisposableDatabase } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../src/entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../src/migrations/index.js';

/** A database with the module's own tables. */
export const migrated = (place: DisposableDatabase): Promise<DataSource> =>
  new DataSource({
    ...place.options,
    entities: ANALYTICS_ENTITIES,
    migrations: ANALYTICS_MIGRATIONS,
    migrationsRun: true,
  }).initialize();
