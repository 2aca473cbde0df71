import { type CatalogueItem } from './site-catalogue.js';
import { renewalsAfter } from './renewals.js';

const item = (members: Partial<CatalogueItem> & { purposes?: Record<string, string | null> } = {}): CatalogueItem => {
  const { purposes = { en: 'Measures advertisements' }, ...rest } = members;
  const texts = Object.entries(purposes).map(([language, purpose]) => [
    language,
    { name: 'Pixel', purpose, lifetime: null, domain: null },
  ]);
  return {
    id: 'one',
    category: 'MARKETING',
    provider: 'Meta',
    lifetime: 'P90D',
    domain: null,
    cookies: [],
    ordering: 0,
    translations: Object.fromEntries(texts) as CatalogueItem['translations'],
    ...rest,
  };
};

const NOW = { version: 5, at: 1_000 };
const EARLIER = { any: { MARKETING: { version: 2, at: 1 } }, 'new-provider-or-purpose': {} };
const renewed = (before: readonly CatalogueItem[], after: readonly CatalogueItem[]) =>
  renewalsAfter(EARLIER, before, after, NOW);

describe('renewalsAfter', () => {
  it.each<[string, CatalogueItem[]]>([
    ['an item of another provider', [item(), item({ id: 'two', provider: 'TikTok' })]],
    ['an item of another purpose', [item(), item({ id: 'two', purposes: { en: 'Builds profiles' } })]],
    ['an item that says no purpose', [item(), item({ id: 'two', purposes: { en: null } })]],
    ['an item that names no provider', [item(), item({ id: 'two', provider: null })]],
    [
      'an item whose purpose is told in a language of its own',
      [item(), item({ id: 'two', purposes: { de: 'Misst' } })],
    ],
    ['another provider of the same item', [item({ provider: 'TikTok' })]],
    ['a provider that is not named any more', [item({ provider: null })]],
    ['another purpose of the same item', [item({ purposes: { en: 'Builds profiles' } })]],
    ['the same item in other languages alone', [item({ purposes: { de: 'Misst Werbung' } })]],
  ])('lets grants lapse for %s', (_, after) => {
    expect(renewed([item()], after)).toEqual({
      any: { MARKETING: NOW },
      'new-provider-or-purpose': { MARKETING: NOW },
    });
  });

  it.each<[string, CatalogueItem[]]>([
    ['an item of a known provider and purpose', [item(), item({ id: 'two' })]],
    ['a provider that is written differently', [item({ provider: ' META ' })]],
    ['a translation more', [item({ purposes: { en: 'Measures advertisements', de: 'Misst Werbung' } })]],
    ['another lifetime, order and cookie', [item({ lifetime: 'P1Y', ordering: 3, domain: '.meta.example' })]],
    ['an item that goes', []],
  ])('leaves them for %s, unless any change renews', (_, after) => {
    expect(renewed([item()], after)).toEqual({ any: { MARKETING: NOW }, 'new-provider-or-purpose': {} });
  });

  it('lets grants lapse in the category that an item comes into, and any change in both', () => {
    const statistics = item({ id: 'two', category: 'STATISTICS' });
    expect(renewed([item(), statistics], [item(), item({ id: 'two', provider: 'TikTok' })])).toEqual({
      any: { MARKETING: NOW, STATISTICS: NOW },
      'new-provider-or-purpose': { MARKETING: NOW },
    });
  });

  it('keeps what was before where nothing changed', () => {
    expect(renewed([item()], [item()])).toEqual(EARLIER);
  });
});
