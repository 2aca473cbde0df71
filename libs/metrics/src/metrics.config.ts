import { ConfigurationError } from '@nest-privacy/core';
import { knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { type MetricsModuleOptions } from './metrics.options.js';

/** The options, complete and checked. */
export interface MetricsConfig {
  readonly prefix: string;
  readonly maxSeries: number;
  readonly requests: boolean;
  readonly durationBuckets: readonly number[];
  readonly referrerDomains: readonly string[];
  readonly processMetrics: boolean;
  readonly token: string | undefined;
  readonly port: number | undefined;
  readonly host: string;
  readonly cluster: 'sum' | 'local';
  readonly name: string;
  readonly scrapeTimeout: number;
}

/** Injection token of {@link MetricsConfig}. */
export const MetricsConfig = Symbol.for('@nest-privacy/metrics:Config');

/** Injection token of the path that the metrics are served at; it is known before the options are. */
export const METRICS_PATH = Symbol.for('@nest-privacy/metrics:Path');

/** Fewest series a metric may be limited to: room for one series beside those that hold the rest. */
export const MIN_SERIES = 10;
/** Shortest token that is accepted, in characters. */
export const TOKEN_MIN_LENGTH = 16;

const PREFIX = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function check(holds: boolean, option: keyof MetricsModuleOptions, what: string, remedy: string): void {
  if (holds) return;
  const code = `METRICS_${option.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_INVALID`;
  throw new ConfigurationError({ code, what, where: `MetricsModule option "${option}"`, remedy });
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;
const ascending = (bounds: readonly number[]): boolean =>
  bounds.length > 0 &&
  bounds.every((bound, i) => Number.isFinite(bound) && bound > 0 && (i === 0 || bound > bounds[i - 1]!));

const OPTIONS: OptionNames<Required<MetricsModuleOptions>> = {
  prefix: true,
  maxSeries: true,
  requests: true,
  durationBuckets: true,
  referrerDomains: true,
  processMetrics: true,
  token: true,
  port: true,
  host: true,
  cluster: true,
  name: true,
  scrapeTimeout: true,
};

/**
 * Fills in the defaults.
 *
 * @throws ConfigurationError naming the option that is wrong, and the remedy
 */
export function resolveMetricsOptions(given: MetricsModuleOptions): MetricsConfig {
  const options = knownOptions('MetricsModule', given, OPTIONS);
  const config: MetricsConfig = {
    prefix: options.prefix ?? '',
    maxSeries: options.maxSeries ?? 100,
    requests: options.requests ?? true,
    durationBuckets: options.durationBuckets ?? DURATION_BUCKETS,
    referrerDomains: (options.referrerDomains ?? []).map((domain) => domain.toLowerCase()),
    processMetrics: options.processMetrics ?? false,
    token: options.token,
    port: options.port,
    host: options.host ?? '127.0.0.1',
    cluster: options.cluster ?? 'sum',
    name: options.name ?? 'default',
    scrapeTimeout: options.scrapeTimeout ?? 1000,
  };
  const { prefix, maxSeries, durationBuckets, referrerDomains, token, port, scrapeTimeout } = config;
  const foreign = referrerDomains.find((domain) => !DOMAIN.test(domain));
  check(
    prefix === '' || PREFIX.test(prefix),
    'prefix',
    `${JSON.stringify(prefix)} cannot begin the name of a metric`,
    'use letters, digits, "_" and ":", beginning with no digit',
  );
  check(
    Number.isInteger(maxSeries) && maxSeries >= MIN_SERIES,
    'maxSeries',
    `${maxSeries} is no usable limit`,
    `give a whole number of ${MIN_SERIES} or more`,
  );
  check(
    ascending(durationBuckets),
    'durationBuckets',
    'the bounds are not ascending positive numbers',
    'give seconds in ascending order, such as [0.01, 0.1, 1]',
  );
  check(
    foreign === undefined,
    'referrerDomains',
    `${JSON.stringify(foreign)} is not a domain`,
    'write names such as example.org, without scheme, port or path',
  );
  check(
    token === undefined || token.length >= TOKEN_MIN_LENGTH,
    'token',
    `the token has fewer than ${TOKEN_MIN_LENGTH} characters`,
    `give a random token of ${TOKEN_MIN_LENGTH} characters or more, or none`,
  );
  check(
    port === undefined || isPort(port),
    'port',
    `${port} is not a port`,
    'give a number from 1 to 65535, or 0 for any free one',
  );
  check(
    Number.isFinite(scrapeTimeout) && scrapeTimeout > 0,
    'scrapeTimeout',
    `${scrapeTimeout} is no span of time`,
    'give milliseconds, more than 0',
  );
  check(
    config.cluster === 'sum' || config.cluster === 'local',
    'cluster',
    `${JSON.stringify(config.cluster)} is unknown`,
    'use "sum" or "local"',
  );
  return config;
}
