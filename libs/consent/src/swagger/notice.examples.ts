const SHA256 = '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab';

const TEXT = {
  title: 'Your choice',
  body: 'We would like to count visits. You decide, now and later.',
  labels: {
    acceptAll: 'Accept all',
    rejectAll: 'Reject all',
    save: 'Save choices',
    settings: 'Settings',
    close: 'Close',
    withdraw: 'Withdraw consent',
  },
  messages: { alwaysOn: 'Always on' },
  categories: {
    ESSENTIALS: { name: 'Essentials', description: 'What the site needs to work.' },
    STATISTICS: { name: 'Statistics', description: 'How the site is used.' },
    MARKETING: { name: 'Marketing', description: 'Offers that fit you.' },
  },
  links: [{ rel: 'privacy-policy', label: 'Privacy policy', url: '/privacy' }],
};

/** What an editor writes. */
export const NOTICE_CONTENT = {
  defaultLanguage: 'en',
  controller: { name: 'Example Ltd', contact: 'privacy@example.com' },
  categories: ['ESSENTIALS', 'STATISTICS', 'MARKETING'],
  layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['rejectAll', 'acceptAll', 'save'] },
  translations: { en: TEXT },
  variants: [],
};

/** One language of it. */
export const NOTICE_TEXT = TEXT;

/** A published version in a list. */
export const NOTICE_SUMMARY = {
  site: 'default',
  version: 2,
  sha256: SHA256,
  languages: ['en'],
  renewal: 'changed',
  renewed: ['STATISTICS'],
  publishedAt: '2026-11-20T09:00:00.000Z',
  publishedBy: 'dpo',
};

/** A published version. */
export const NOTICE_VERSION = {
  ...NOTICE_SUMMARY,
  content: { ...NOTICE_CONTENT, catalogue: { version: 7, sha256: SHA256 } },
};

/** A draft. */
export const NOTICE_DRAFT = {
  site: 'default',
  content: NOTICE_CONTENT,
  faults: [],
  createdAt: '2026-11-20T08:00:00.000Z',
  updatedAt: '2026-11-20T08:30:00.000Z',
  updatedBy: 'editor',
};

/** What publishing would do. */
export const NOTICE_PUBLICATION = {
  renewal: 'changed',
  renewed: ['STATISTICS'],
  askedAgain: { visitors: 1_204, precision: 'exact' },
  faults: [],
};

/** What a visitor is shown. */
export const PUBLIC_NOTICE = {
  site: 'default',
  noticeVersion: 2,
  noticeHash: SHA256,
  language: 'en',
  direction: 'ltr',
  languages: ['en'],
  variant: null,
  variants: [],
  controller: NOTICE_CONTENT.controller,
  layers: NOTICE_CONTENT.layers,
  title: TEXT.title,
  body: TEXT.body,
  labels: TEXT.labels,
  messages: TEXT.messages,
  links: TEXT.links,
  categories: Object.entries(TEXT.categories).map(([category, said]) => ({
    category,
    ...said,
    required: category === 'ESSENTIALS',
    items: [],
  })),
  catalogueVersion: 7,
  catalogueHash: SHA256,
};
