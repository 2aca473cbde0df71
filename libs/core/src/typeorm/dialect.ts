import { type DataSource, type QueryRunner } from 'typeorm';
import { ConfigurationError } from '../errors/configuration.error.js';
import { dataSourceOf } from './data-source-of.js';

/** The databases the suite runs on. */
export type Dialect = 'postgres' | 'sqlite';

/**
 * Which of the supported databases a connection speaks to.
 *
 * @throws ConfigurationError for any other
 */
export function dialectOf(source: DataSource | QueryRunner): Dialect {
  const { type } = ('options' in source ? source : dataSourceOf(source)).options;
  if (type === 'postgres') return 'postgres';
  if (type === 'better-sqlite3') return 'sqlite';
  throw new ConfigurationError({
    code: 'DATABASE_UNSUPPORTED',
    what: `databases of type ${JSON.stringify(type)} are not supported`,
    where: 'the TypeORM DataSource',
    remedy: 'use PostgreSQL ("postgres"), or SQLite by sqliteOptions() of @nest-privacy/core/typeorm',
  });
}
