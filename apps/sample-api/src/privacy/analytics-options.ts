import { type AnalyticsModuleOptions } from '@nest-privacy/analytics';
import { days, seconds } from '@nest-privacy/core';
import { type Settings } from '../config/settings.js';
import { destinationsOf } from './destinations.js';

const ROLES = { all: 'all', api: 'collect', worker: 'process' } as const;

/** What analytics is told of the settings. */
export function analyticsOptions({ environment, saltKey, secrets }: Settings): AnalyticsModuleOptions {
  return {
    secrets,
    saltKey,
    role: ROLES[environment.ROLE],
    cookieName: environment.VISITOR_COOKIE_NAME,
    cookiePath: environment.VISITOR_COOKIE_PATH,
    cookieLifetime: days(environment.VISITOR_COOKIE_DAYS),
    ignorePaths: ['/docs', '/docs/**', ...environment.IGNORE_PATHS],
    allowedOrigins: environment.CORS_ORIGINS,
    destinations: destinationsOf(environment),
    shutdownTimeout: seconds(7),
  };
}
