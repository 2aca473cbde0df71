import { SYSTEM_CLOCK } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { resolveAnalyticsOptions } from '../src/analytics.config.js';
import { type AnalyticsModuleOptions } from '../src/analytics.options.js';
import { TypeOrmAnalyticsStore } from '../src/typeorm/typeorm-analytics-store.js';

/** A store as the module makes it, on a database that is there. */
export const storeOn = (
  source: DataSource,
  options: Pick<AnalyticsModuleOptions, 'newTextsPerHour'> = {},
  clock = SYSTEM_CLOCK,
): TypeOrmAnalyticsStore => new TypeOrmAnalyticsStore(source, resolveAnalyticsOptions(options), clock);
