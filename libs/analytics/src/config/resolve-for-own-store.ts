import { type AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { optionFault } from './option-fault.js';
import { resolveAnalyticsOptions } from './resolve-analytics-options.js';

/** Options of the tables in TypeORM's DataSource, which another store would pass over in silence. */
const OF_TABLES = ['saltKey', 'newTextsPerHour', 'retention'] as const;

/**
 * As {@link resolveAnalyticsOptions}, where a `store` of the application's own takes the place of the tables.
 *
 * @throws ConfigurationError `ANALYTICS_OPTION_INVALID` also for an option that is of those tables
 */
export function resolveForOwnStore(options: AnalyticsModuleOptions): AnalyticsConfig {
  for (const name of OF_TABLES)
    if ((options[name] ?? null) !== null)
      throw optionFault(
        name,
        'it is of the tables in TypeORM’s DataSource, and the extra "store" takes their place',
        'leave it out, and have the module that "store" names see to it',
      );
  return resolveAnalyticsOptions(options);
}
