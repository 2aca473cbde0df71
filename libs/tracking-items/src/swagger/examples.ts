const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const AT = '2026-06-15T12:00:00.000Z';

/** An item as it is given. */
export const INPUT = {
  category: 'STATISTICS',
  provider: 'Example Ltd',
  lifetime: 'P13M',
  cookies: [{ name: '_ex_*', match: 'glob' }],
  translations: {
    en: { name: 'Example Statistics', purpose: 'Counts page views.' },
    de: { name: 'Beispiel-Statistik', purpose: 'Zählt Seitenaufrufe.' },
  },
};

const COOKIE = { name: '_ex_*', match: 'glob', domain: null, path: null, httpOnly: null };

const CONTENT = {
  category: 'STATISTICS',
  provider: 'Example Ltd',
  lifetime: 'P13M',
  domain: null,
  cookies: [COOKIE],
  ordering: 0,
  enabled: true,
  sites: [],
  translations: {
    de: { name: 'Beispiel-Statistik', purpose: 'Zählt Seitenaufrufe.', lifetime: null, domain: null },
    en: { name: 'Example Statistics', purpose: 'Counts page views.', lifetime: null, domain: null },
  },
};

/** The item as it is kept. */
export const ITEM = { id: ID, ...CONTENT, version: 1, createdAt: AT, updatedAt: AT };

/** Brings the provider back to nothing, says the purpose anew in one language, and removes another. */
export const PATCH = { provider: null, translations: { en: { purpose: 'Counts page views and visits.' }, de: null } };

/** One entry of an item's history. */
export const VERSION = { version: 1, action: 'created', origin: 'admin', content: CONTENT, createdAt: AT };

/** A cookie that the catalogue does not know. */
export const UNDECLARED = {
  id: ID,
  name: '_ex_*',
  firstSeenAt: AT,
  lastSeenAt: '2026-06-20T08:00:00.000Z',
  count: 1_204,
  declaration: {
    cookies: [{ name: '_ex_*', match: 'glob' }],
    sites: ['default'],
    translations: { en: { name: '_ex_*' } },
  },
};

/** The catalogue as a file. */
export const EXPORT = { format: 'nest-privacy/tracking-items', version: 1, items: [{ id: ID, ...CONTENT }] };

/** What visitors are shown. */
export const CATALOGUE = {
  site: 'default',
  language: 'en',
  version: 7,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  categories: [
    {
      category: 'STATISTICS',
      items: [
        {
          id: ID,
          provider: 'Example Ltd',
          domain: null,
          lifetime: 'P13M',
          lifetimeText: null,
          name: 'Example Statistics',
          purpose: 'Counts page views.',
          language: 'en',
          cookies: [COOKIE],
        },
      ],
    },
  ],
};
