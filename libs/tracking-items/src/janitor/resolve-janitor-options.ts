import { ConfigurationError } from '@nest-privacy/core';
import { knownOptions, type OptionNames } from '@nest-privacy/core/kit';
import { type CookieJanitorOptions, type CookieJanitorSettings } from './cookie-janitor.options.js';

const OPTIONS: OptionNames<CookieJanitorSettings> = { responses: true, domains: true, undecided: true };

/** Of two labels at least: a browser takes no cookie for `com`. */
const DOMAIN = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/;
/** Each is one line more of every cookie. */
const MOST_DOMAINS = 5;

/**
 * Checks the options of the janitor and fills in the defaults.
 *
 * @returns `off` where it is
 * @throws ConfigurationError `COOKIE_JANITOR_INVALID`
 */
export function resolveJanitorOptions(given: CookieJanitorOptions | 'off' = {}): CookieJanitorSettings | 'off' {
  if (given === 'off') return 'off';
  const raw = knownOptions('TrackingItemsModule option "cookieJanitor"', given, OPTIONS);
  const { responses = 'every-response', undecided = 'expire' } = raw;
  const domains = (raw.domains ?? []).map((domain) => String(domain).toLowerCase());
  if (!['every-response', 'bound'].includes(responses))
    throw fault('responses', responses, 'give "every-response" or "bound"');
  if (!['expire', 'keep'].includes(undecided)) throw fault('undecided', undecided, 'give "expire" or "keep"');
  if (domains.length > MOST_DOMAINS) throw fault('domains', domains, `name ${MOST_DOMAINS} domains at most`);
  const wrong = domains.find((domain) => !DOMAIN.test(domain));
  if (wrong !== undefined)
    throw fault('domains', wrong, 'give domains such as "example.com", without a dot before them');
  return { responses, domains, undecided };
}

const fault = (option: string, value: unknown, remedy: string): ConfigurationError =>
  new ConfigurationError({
    code: 'COOKIE_JANITOR_INVALID',
    what: `${JSON.stringify(value)} is not what this option takes`,
    where: `TrackingItemsModule option "cookieJanitor.${option}"`,
    remedy,
  });
