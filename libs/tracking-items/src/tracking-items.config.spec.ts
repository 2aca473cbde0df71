import { ConfigurationError } from '@nest-privacy/core';
import { resolveTrackingItemsOptions } from './tracking-items.config.js';

describe('resolveTrackingItemsOptions', () => {
  it('fills in the defaults', () => {
    expect(resolveTrackingItemsOptions({})).toEqual({ defaultLanguage: 'en', languages: null, maxStaleness: 1_000 });
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
  ])('refuses %j at start', (options, code, place) => {
    const attempt = (): unknown => resolveTrackingItemsOptions(options);
    expect(attempt).toThrow(ConfigurationError);
    expect(attempt).toThrow(expect.objectContaining({ code, where: expect.stringContaining(place) }));
  });
});
