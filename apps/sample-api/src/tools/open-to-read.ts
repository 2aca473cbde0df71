import { existsSync } from 'node:fs';
import { type EntitySchema, DataSource } from 'typeorm';
import { type ToolSettings } from '../config/tool-settings.js';
import { databaseOptions } from '../database/database-options.js';

/** Of the packages whose tables are read. */
export type Entities = readonly (EntitySchema | (abstract new (...args: never[]) => object))[];

/**
 * Opens the application's database as it is.
 *
 * @throws Error where there is none, which SQLite would make
 */
export function openToRead(settings: ToolSettings, entities: Entities): Promise<DataSource> {
  const options = databaseOptions(settings);
  if (options.type === 'better-sqlite3' && !existsSync(options.database))
    throw new Error(`there is no database at ${options.database}; set DATABASE_URL or DATA_DIR`);
  return new DataSource({ ...options, entities: [...entities] as never[] }).initialize();
}
