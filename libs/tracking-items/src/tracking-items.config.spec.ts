import { ConfigurationError } from '@nest-privacy/core';
import { resolveTrackingItemsOptions } from './tracking-items.config.js';
import { type TrackingItemsModuleOptions } from './tracking-items.options.js';

describe('resolveTrackingItemsOptions', () => {
  it('fills in the defaults', () => {
    expect(resolveTrackingItemsOptions({})).toEqual({
      defaultLanguage: 'en',
      languages: null,
      maxStaleness: 1_000,
      cookieJanitor: { responses: 'every-response', domains: [], undecided: 'expire' },
      undeclaredCookies: { writeInterval: 10_000 },
    });
    const off = { cookieJanitor: 'off', undeclaredCookies: 'off' } as const;
    expect(resolveTrackingItemsOptions(off)).toMatchObject(off);
  });

  it('makes languages canonical, and the default one of them', () => {
    const config = resolveTrackingItemsOptions({ defaultLanguage: 'DE', languages: ['fr', 'pt-br'] });
    expect(config.defaultLanguage).toBe('de');
    expect(config.languages).toEqual(new Set(['de', 'fr', 'pt-BR']));
  });

  it.each([
    [{ defaultLanguage: 'german' }, 'LANGUAGE_INVALID', 'defaultLanguage'],
    [{ languages: ['de', ''] }, 'LANGUAGE_INVALID', 'languages'],
    [{ maxStaleness: 99 }, 'STALENESS_INVALID', 'maxStaleness'],
    [{ maxStaleness: NaN }, 'STALENESS_INVALID', 'maxStaleness'],
    [{ maxStaleness: 60_001 }, 'STALENESS_INVALID', 'maxStaleness'],
    [{ cookieJanitor: { responses: 'all' } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.responses'],
    [{ cookieJanitor: { undecided: true } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.undecided'],
    [{ cookieJanitor: { domains: ['com'] } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.domains'],
    [{ cookieJanitor: { domains: ['.example.com'] } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.domains'],
    [{ cookieJanitor: { domains: ['a.x; Secure'] } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.domains'],
    [{ cookieJanitor: { domains: Array(6).fill('a.example') } }, 'COOKIE_JANITOR_INVALID', 'cookieJanitor.domains'],
    [{ cookieJanitor: { domain: 'a.example' } }, 'OPTION_UNKNOWN', 'cookieJanitor'],
    [{ undeclaredCookies: { writeInterval: 0 } }, 'INTERVAL_INVALID', 'undeclaredCookies'],
    [{ undeclaredCookies: { interval: 1 } }, 'OPTION_UNKNOWN', 'undeclaredCookies'],
  ])('refuses %j at start', (options, code, place) => {
    const attempt = (): unknown => resolveTrackingItemsOptions(options as TrackingItemsModuleOptions);
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(expect.objectContaining({ code, where: expect.stringContaining(place) }));
  });
});
