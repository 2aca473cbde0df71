import { days, minutes } from '@nest-privacy/core';
import {
  checkSecrets,
  countryOf,
  hasCookiePrefix,
  knownOptions,
  type OptionNames,
  originOf,
  SECRET_MIN_LENGTH,
} from '@nest-privacy/core/kit';
import { type AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsModuleOptions } from '../analytics.options.js';
import { checkGoals } from './check-goals.js';
import { optionFault } from './option-fault.js';
import { retentionOf } from './retention-of.js';
import { SpamReferrers } from '../derive/spam-referrers.js';
import { HostPatterns } from '../exclusion/host-patterns.js';
import { PathPatterns } from '../exclusion/path-patterns.js';
import { MASK_NAMES, TextMask } from '../mask/text-mask.js';

const DEFAULT_RATE = { events: 3_000, per: minutes(1) };

const DEFAULTS: AnalyticsConfig = {
  role: 'all',
  secrets: [],
  saltKey: null,
  cookieName: 'privacy_visitor',
  cookiePath: '/',
  cookieLifetime: days(390),
  exclusionCookieName: 'privacy_uncounted',
  collect: 'all',
  responses: 'html',
  status: '2xx',
  misses: 'count',
  ignorePaths: [],
  ignoreHosts: [],
  hosts: 'all',
  ignoreCountries: [],
  spamReferrers: [],
  path: 'concrete',
  mask: MASK_NAMES,
  referrers: 'full',
  bots: 'mark',
  people: [],
  places: 'country',
  signals: 'cookieless',
  bufferSize: 10_000,
  overflow: 'drop-oldest',
  batchSize: 500,
  flushInterval: 1_000,
  shutdownTimeout: 10_000,
  bodyLimit: 262_144,
  allowedOrigins: [],
  rateLimit: DEFAULT_RATE,
  newTextsPerHour: 10_000,
  destinations: [],
  forwardedAddress: 'never',
  goals: [],
  retention: retentionOf(),
};

const CHOICES = {
  role: ['all', 'collect', 'process'],
  collect: ['all', 'bound'],
  responses: ['html', 'every'],
  status: ['2xx', 'exactly-200'],
  hosts: ['all', 'named'],
  misses: ['count', 'ignore'],
  path: ['concrete', 'template'],
  referrers: ['full', 'origin'],
  bots: ['drop', 'mark', 'count'],
  places: ['country', 'region', 'off'],
  signals: ['cookieless', 'drop', 'ignore'],
  overflow: ['drop-oldest', 'drop-newest'],
  forwardedAddress: ['never', 'masked'],
} as const;

const RANGES = {
  cookieLifetime: [minutes(1), days(390)],
  bufferSize: [1, 1_000_000],
  batchSize: [1, 500],
  flushInterval: [1, 60_000],
  shutdownTimeout: [0, 600_000],
  bodyLimit: [1_024, 10_485_760],
  newTextsPerHour: [1, 100_000_000],
} as const;

const RATE_RANGES = { events: [1, 1_000_000], per: [1_000, 3_600_000] } as const;

/** Paths of cookies (RFC 6265, section 4.1.1), as browsers compare them. */
const COOKIE_PATH = /^\/[\x21-\x3a\x3c-\x7e]{0,254}$/;
/** Names of cookies (RFC 6265, section 4.1.1) and of destinations. */
const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** Of the option `people`; a shorter text is a part of nearly every user agent. */
const SHORTEST_PART = 3;
const LONGEST_PART = 100;
const MOST_PARTS = 50;

const OPTIONS = Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, true])) as OptionNames<AnalyticsConfig>;

/**
 * Puts the defaults in place and checks the rest.
 *
 * @throws ConfigurationError `ANALYTICS_OPTION_INVALID` and the codes of what the options are made of
 */
export function resolveAnalyticsOptions(given: AnalyticsModuleOptions): AnalyticsConfig {
  const options = knownOptions('AnalyticsModule', given, OPTIONS);
  const set = Object.entries(options).filter(([, value]) => value !== undefined);
  const config = { ...DEFAULTS, ...Object.fromEntries(set) };
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = config[name as keyof typeof CHOICES];
    if (!(choices as readonly string[]).includes(value))
      throw optionFault(name, `${JSON.stringify(value)} is not a choice`, `use one of ${choices.join(', ')}`);
  }
  for (const [name, range] of Object.entries(RANGES)) whole(name, config[name as keyof typeof RANGES], range);
  for (const name of ['cookieName', 'exclusionCookieName'] as const) checkCookieName(name, config[name]);
  if (config.exclusionCookieName === config.cookieName)
    throw optionFault('exclusionCookieName', 'it is that of the visitor cookie', 'give each cookie a name of its own');
  if (!COOKIE_PATH.test(config.cookiePath))
    throw optionFault('cookiePath', 'it is not a path of a cookie', 'write one such as /shop, without spaces and ";"');
  if (config.secrets.length > 0) checkSecrets(config.secrets, 'AnalyticsModule option "secrets"');
  new PathPatterns(config.ignorePaths, 'AnalyticsModule option "ignorePaths"');
  new HostPatterns(config.ignoreHosts, 'AnalyticsModule option "ignoreHosts"');
  new SpamReferrers(config.spamReferrers);
  checkSaltKey(config);
  new TextMask(config.mask);
  checkPeople(config);
  checkDestinations(config);
  checkGoals(config.goals);
  const ignoreCountries = countriesIn(config.ignoreCountries);
  return {
    ...config,
    ignoreCountries,
    allowedOrigins: config.allowedOrigins.map(allowedOriginOf),
    rateLimit: rateLimitOf(options),
    retention: retentionOf(options.retention),
  };
}

function checkCookieName(option: string, name: string): void {
  if (!TOKEN.test(name))
    throw optionFault(option, 'it is not a cookie name', 'use 1 to 64 letters, digits, "_" and "-"');
  if (hasCookiePrefix(name))
    throw optionFault(option, 'it has a prefix', 'leave it out: wherever the client comes by https it is added');
}

function whole(option: string, value: number, [least, most]: readonly [number, number]): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw optionFault(option, `${JSON.stringify(value)} is out of range`, `give a whole number from ${least} to ${most}`);
}

function rateLimitOf({ rateLimit = {} }: AnalyticsModuleOptions): AnalyticsConfig['rateLimit'] {
  if (rateLimit === 'off') return 'off';
  if (typeof rateLimit !== 'object' || rateLimit === null)
    throw optionFault('rateLimit', `${JSON.stringify(rateLimit)} is no limit`, 'give { events, per }, or "off"');
  const { events = DEFAULT_RATE.events, per = DEFAULT_RATE.per } = rateLimit;
  return {
    events: whole('rateLimit.events', events, RATE_RANGES.events),
    per: whole('rateLimit.per', per, RATE_RANGES.per),
  };
}

function countriesIn(codes: readonly string[]): string[] {
  return codes.map((code) => {
    const country = countryOf(code);
    if (country !== null) return country;
    throw optionFault(
      'ignoreCountries',
      `${JSON.stringify(code)} is no country`,
      'give codes of ISO 3166-1 alpha-2, such as DE',
    );
  });
}

function allowedOriginOf(text: string): string {
  const origin = originOf(text);
  if (origin !== undefined) return origin;
  throw optionFault(
    'allowedOrigins',
    `${JSON.stringify(text)} is not an origin`,
    'write scheme, host and port only, such as https://www.example.com',
  );
}

function checkSaltKey({ saltKey }: AnalyticsConfig): void {
  const isFile =
    typeof saltKey === 'object' && saltKey !== null && typeof saltKey.file === 'string' && saltKey.file !== '';
  if (saltKey === null || isFile || (typeof saltKey === 'string' && saltKey.length >= SECRET_MIN_LENGTH)) return;
  throw optionFault(
    'saltKey',
    'it is no key',
    `give a random text of ${SECRET_MIN_LENGTH} characters or more, or { file }`,
  );
}

function checkPeople({ people }: AnalyticsConfig): void {
  const isPart = (part: unknown): boolean =>
    typeof part === 'string' && part.length >= SHORTEST_PART && part.length <= LONGEST_PART;
  if (Array.isArray(people) && people.length <= MOST_PARTS && people.every(isPart)) return;
  throw optionFault(
    'people',
    'it is no list of parts of user agents',
    `give ${MOST_PARTS} texts at most, of ${SHORTEST_PART} to ${LONGEST_PART} characters`,
  );
}

function checkDestinations({ destinations }: AnalyticsConfig): void {
  const names = destinations.map(({ name }) => name);
  if (names.some((name) => !TOKEN.test(name)))
    throw optionFault('destinations', 'a name is malformed', 'use 1 to 64 letters, digits, "_" and "-"');
  if (new Set(names).size < names.length)
    throw optionFault('destinations', 'two have one name', 'give each destination a name of its own');
}
