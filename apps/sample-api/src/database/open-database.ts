import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { seconds } from '@nest-privacy/core';
import { databaseFaultOf } from '@nest-privacy/core/kit';
import { probeWriting } from '@nest-privacy/core/typeorm';
import { type Settings } from '../config/settings.js';
import { migrationOptions } from './database-options.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './schema.js';
import { startFault } from './start-fault.js';

/** A database that is being started together with the application is waited for a moment. */
const ATTEMPTS = 5;
const PAUSE = seconds(1);

async function using<T>(options: DataSourceOptions, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await new DataSource(options).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}

/** Nothing is served yet, so that SQLite may wait for another process in its own way. */
async function prepare(source: DataSource): Promise<void> {
  if (source.options.type === 'better-sqlite3') await source.query(`PRAGMA busy_timeout = ${seconds(5)}`);
  await migrate(source);
  await probeWriting(source);
}

async function attempt(settings: Settings, options: DataSourceOptions): Promise<DataSource> {
  await using({ ...migrationOptions(settings), migrations: MIGRATIONS, logging: false }, prepare);
  return new DataSource(options).initialize();
}

/**
 * Opens the database, up to date and writable.
 *
 * @param options of the DataSource that the application is to have
 * @throws ConfigurationError that says what is wrong with the database and what to do
 */
export async function openDatabase(settings: Settings, options: DataSourceOptions): Promise<DataSource> {
  for (let count = 1; ; count++) {
    try {
      return await attempt(settings, options);
    } catch (error) {
      const fault = databaseFaultOf(error, 'driver');
      if (fault !== 'unreachable' || count === ATTEMPTS) throw startFault(error, settings);
      new Logger('Database').warn(`The database is not there yet (${(error as Error).message}); trying again`);
    }
    await pause(PAUSE);
  }
}
