import { join } from 'node:path';
import { type DataSourceOptions } from 'typeorm';
import { minutes } from '@nest-privacy/core';
import { postgresOptions, sqliteOptions } from '@nest-privacy/core/typeorm';
import { DATABASE_FILE } from '../config/data-folder.js';
import { type Settings } from '../config/settings.js';

/** An index of a large table takes its time, and so does another process that migrates. */
const MIGRATION_PATIENCE = minutes(10);

/** What leads to a database. */
type Place = Pick<Settings, 'environment' | 'dataDirectory'>;

const sqliteFile = ({ dataDirectory }: Place): string => join(dataDirectory, DATABASE_FILE);

/** The database the settings name: PostgreSQL at DATABASE_URL, or a SQLite file in the data folder. */
export function databaseOptions(settings: Place): DataSourceOptions {
  const { DATABASE_URL } = settings.environment;
  return DATABASE_URL === undefined ? sqliteOptions(sqliteFile(settings)) : postgresOptions(DATABASE_URL);
}

/** The same database, by way of DATABASE_MIGRATION_URL where there is one, and with patience. */
export function migrationOptions(settings: Place): DataSourceOptions {
  const { DATABASE_URL, DATABASE_MIGRATION_URL = DATABASE_URL } = settings.environment;
  if (DATABASE_MIGRATION_URL === undefined) return sqliteOptions(sqliteFile(settings));
  return { ...postgresOptions(DATABASE_MIGRATION_URL, { patience: MIGRATION_PATIENCE }), poolSize: 1 };
}
