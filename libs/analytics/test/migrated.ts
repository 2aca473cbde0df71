import { type DisposableDatabase, type TestTables } from '@nest-privacy/core/testing';
import { DataSource } from 'typeorm';
import { ANALYTICS_ENTITIES } from '../src/entities/index.js';
import { ANALYTICS_MIGRATIONS } from '../src/migrations/index.js';

/** The module's own tables, for `database.create`. */
export const ANALYTICS_TABLES: TestTables = { migrations: ANALYTICS_MIGRATIONS };

/** Opens a database with the module's own tables, which it makes unless they are there. */
export const migrated = (place: DisposableDatabase): Promise<DataSource> =>
  new DataSource({
    ...place.options,
    entities: ANALYTICS_ENTITIES,
    migrations: ANALYTICS_MIGRATIONS,
    migrationsRun: true,
  }).initialize();
