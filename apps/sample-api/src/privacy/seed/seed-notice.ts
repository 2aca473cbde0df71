import { type NoticeContent } from '@nest-privacy/consent';
import { LANGUAGES } from '../../site/texts/languages.js';

/** The first notice of the demonstration site, in each of its languages. */
export const SEED_NOTICE: NoticeContent = {
  defaultLanguage: 'en',
  controller: { name: 'Corner Bookshop', contact: 'privacy@bookshop.example' },
  categories: ['ESSENTIALS', 'STATISTICS', 'MARKETING'],
  layers: {
    first: ['rejectAll', 'acceptAll', 'settings'],
    second: ['rejectAll', 'acceptAll', 'save', 'withdraw', 'close'],
  },
  translations: Object.fromEntries(LANGUAGES.map(({ language, notice }) => [language, notice])),
  variants: [],
};
