import { join } from 'node:path';
import { validateSync } from 'class-validator';
import { ConfigurationError, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { destinationsOf } from '../privacy/destinations.js';
import { type Environment } from './environment.js';
import { readSecret } from './secret-file.js';
import { parseSites } from './site-list.js';

/** File in the data folder that holds the generated admin token. */
export const ADMIN_TOKEN_FILE = 'admin-token';

/** What a constructor of the suite says against a value, as a fault of the variable that it came from. */
function faultOf(variable: string, build: () => unknown): string[] {
  try {
    build();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [`${variable}: ${error.message}`];
  }
}

function missingInProduction({ NODE_ENV, SECRETS, ADMIN_TOKEN, DATA_DIR }: Environment): string[] {
  if (NODE_ENV !== 'production') return [];
  const faults: string[] = [];
  if (SECRETS === undefined)
    faults.push('SECRETS must be set in production; generate a key with "openssl rand -hex 32"');
  if (ADMIN_TOKEN === undefined && readSecret(join(DATA_DIR, ADMIN_TOKEN_FILE)) === undefined)
    faults.push('ADMIN_TOKEN must be set in production; generate a token with "openssl rand -hex 32"');
  return faults;
}

/** Everything that is wrong with the environment, each fault beginning with the name of its variable. */
export function environmentFaults(environment: Environment): string[] {
  const {
    COLLECTOR_ID,
    COLLECTOR_URL,
    COUNTRY_HEADER,
    DATABASE_MIGRATION_URL,
    DATABASE_URL,
    ENCRYPTION_KEYS,
    HOST,
    NODE_ENV,
    REDIS_URL,
    REGION_HEADER,
    REPLAY_FROM,
    ROLE,
    SALT_KEY,
    SALT_KEY_FILE,
    SECRETS,
    SITES,
    TRUSTED_PROXIES,
    USER_HEADER,
  } = environment;
  const faults = validateSync(environment).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((fault) => `${property} ${fault}`),
  );
  if (DATABASE_MIGRATION_URL !== undefined && DATABASE_URL === undefined)
    faults.push('DATABASE_MIGRATION_URL is another way to the database that DATABASE_URL names, which is not set');
  if (REGION_HEADER !== undefined && COUNTRY_HEADER === undefined)
    faults.push('REGION_HEADER tells of a part of the country that COUNTRY_HEADER names, which is not set');
  if (SECRETS?.length === 0) faults.push('SECRETS names no key');
  if (ENCRYPTION_KEYS?.length === 0) faults.push('ENCRYPTION_KEYS names no key');
  if (USER_HEADER !== undefined && TRUSTED_PROXIES.length === 0)
    faults.push('USER_HEADER is believed from a trusted proxy alone, and TRUSTED_PROXIES names none');
  if (SALT_KEY !== undefined && SALT_KEY_FILE !== undefined)
    faults.push('SALT_KEY and SALT_KEY_FILE exclude each other; keep the file');
  if (REPLAY_FROM !== undefined && Number.isNaN(Date.parse(REPLAY_FROM))) faults.push('REPLAY_FROM is no day');
  if (REPLAY_FROM !== undefined && (NODE_ENV === 'production' || ROLE !== 'all'))
    faults.push('REPLAY_FROM sets the clock of one process that has every role, and never in production');
  if ((COLLECTOR_URL === undefined) !== (COLLECTOR_ID === undefined))
    faults.push('COLLECTOR_URL and COLLECTOR_ID belong together: where events are sent, and as whose');
  if (ROLE !== 'all' && REDIS_URL === undefined)
    faults.push(`REDIS_URL must be set with ROLE=${ROLE}, for the queue joins the processes`);
  return [
    ...faults,
    ...missingInProduction(environment),
    ...faultOf('TRUSTED_PROXIES', () => new TrustedProxies(TRUSTED_PROXIES)),
    ...faultOf('COLLECTOR_URL', () => destinationsOf(environment)),
    ...faultOf('SITES', () => new SiteResolver(parseSites(SITES, HOST))),
  ];
}
