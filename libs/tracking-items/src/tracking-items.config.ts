import { ConfigurationError } from '@nest-privacy/core';
import { canonicalLanguage, checkInterval, knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { type CookieJanitorSettings } from './janitor/cookie-janitor.options.js';
import { resolveJanitorOptions } from './janitor/resolve-janitor-options.js';
import { type TrackingItemsModuleOptions } from './tracking-items.options.js';
import { type UndeclaredCookiesOptions } from './undeclared/undeclared-cookies.options.js';

/** The database is asked this often at most, whatever the traffic. */
const SHORTEST_STALENESS_MS = 100;
/** Longest trust in a copy: a minute, for the catalogue is what visitors are told. */
const LONGEST_STALENESS_MS = 60_000;

/** Milliseconds between two times that a process writes which cookies it saw. */
const WRITE_INTERVAL = 10_000;

/** What is made of the cookies that nobody declared. */
export interface UndeclaredCookiesSettings {
  readonly writeInterval: number | 'off';
}

/** The options, checked and complete. */
export class TrackingItemsConfig {
  constructor(
    readonly defaultLanguage: string,
    /** `null` when every language is welcome. */
    readonly languages: ReadonlySet<string> | null,
    readonly maxStaleness: number,
    readonly cookieJanitor: CookieJanitorSettings | 'off',
    readonly undeclaredCookies: UndeclaredCookiesSettings | 'off',
  ) {}
}

const OPTIONS: OptionNames<Required<TrackingItemsModuleOptions>> = {
  defaultLanguage: true,
  languages: true,
  maxStaleness: true,
  cookieJanitor: true,
  undeclaredCookies: true,
};
const OF_UNDECLARED: OptionNames<Required<UndeclaredCookiesOptions>> = { writeInterval: true };

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ConfigurationError when a language is no BCP 47 tag, a time is out of its bounds, or the janitor is told what it does not understand
 */
export function resolveTrackingItemsOptions(given: TrackingItemsModuleOptions): TrackingItemsConfig {
  const raw = knownOptions('TrackingItemsModule', given, OPTIONS);
  const { defaultLanguage = 'en', languages, maxStaleness = 1_000 } = raw;
  const fallback = languageOf(defaultLanguage, 'defaultLanguage');
  const allowed = languages && new Set([fallback, ...languages.map((tag) => languageOf(tag, 'languages'))]);
  if (!(maxStaleness >= SHORTEST_STALENESS_MS && maxStaleness <= LONGEST_STALENESS_MS)) {
    throw new ConfigurationError({
      code: 'STALENESS_INVALID',
      what: `${String(maxStaleness)} is not a time the catalogue may be trusted for`,
      where: 'TrackingItemsModule option "maxStaleness"',
      remedy: `give a number of milliseconds from ${SHORTEST_STALENESS_MS} to ${LONGEST_STALENESS_MS}`,
    });
  }
  const janitor = resolveJanitorOptions(raw.cookieJanitor);
  return new TrackingItemsConfig(fallback, allowed ?? null, maxStaleness, janitor, undeclared(raw.undeclaredCookies));
}

function undeclared(given: UndeclaredCookiesOptions | 'off' = {}): UndeclaredCookiesSettings | 'off' {
  if (given === 'off') return 'off';
  const where = 'TrackingItemsModule option "undeclaredCookies"';
  const { writeInterval = WRITE_INTERVAL } = knownOptions(where, given, OF_UNDECLARED);
  return { writeInterval: checkInterval(writeInterval, `${where}, its "writeInterval"`) };
}

function languageOf(tag: string, option: string): string {
  const canonical = canonicalLanguage(tag);
  if (canonical !== undefined) return canonical;
  throw new ConfigurationError({
    code: 'LANGUAGE_INVALID',
    what: `${JSON.stringify(tag)} is not a language tag`,
    where: `TrackingItemsModule option "${option}"`,
    remedy: 'use BCP 47 tags such as "en", "de-CH" or "zh-Hant"',
  });
}
