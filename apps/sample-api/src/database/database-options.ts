import { join } from 'node:path';
import { type DataSourceOptions } from 'typeorm';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { type Settings } from '../config/settings.js';

/** The database the settings name: PostgreSQL at DATABASE_URL, or a SQLite file in the data folder. */
export function databaseOptions({ environment, dataDirectory }: Settings): DataSourceOptions {
  const { DATABASE_URL } = environment;
  if (DATABASE_URL === undefined) return sqliteOptions(join(dataDirectory, 'nest-privacy.sqlite'));
  return { type: 'postgres', url: DATABASE_URL, applicationName: 'nest-privacy', connectTimeoutMS: 5_000 };
}
