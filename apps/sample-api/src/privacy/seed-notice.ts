import { type NoticeContent, type NoticeText } from '@nest-privacy/consent';
import { ENGLISH } from '../site/texts/english.js';
import { GERMAN } from '../site/texts/german.js';
import { type SiteTexts } from '../site/texts/site-texts.js';

/** What the notice says that no page of the site says. */
interface Further {
  readonly body: string;
  readonly settings: string;
  readonly close: string;
  readonly policy: string;
}

const IN_ENGLISH: Further = {
  body: 'We count page views on our own server, without cookies. With your consent we recognise that you were here before, and pick offers for you.\n\nYou can refuse all of it, and change your mind at any time.',
  settings: 'Choose one by one',
  close: 'Close',
  policy: 'Privacy',
};
const IN_GERMAN: Further = {
  body: 'Wir zählen Seitenaufrufe auf unserem eigenen Server, ohne Cookies. Mit Ihrer Einwilligung erkennen wir, dass Sie schon einmal da waren, und suchen Angebote für Sie aus.\n\nSie können alles ablehnen und Ihre Meinung jederzeit ändern.',
  settings: 'Einzeln auswählen',
  close: 'Schließen',
  policy: 'Datenschutz',
};

const textOf = ({ categories, choices }: SiteTexts, { body, settings, close, policy }: Further): NoticeText => ({
  title: choices.title,
  body,
  labels: {
    acceptAll: choices.acceptAll,
    rejectAll: choices.rejectAll,
    save: choices.save,
    settings,
    close,
    withdraw: choices.withdraw,
  },
  messages: { alwaysOn: choices.always, gpcHonoured: choices.gpc, gpcAcknowledge: choices.acknowledge },
  categories,
  links: [{ rel: 'privacy-policy', label: policy, url: '/privacy' }],
});

/** The first notice of the demonstration site, in the words of its pages. */
export const SEED_NOTICE: NoticeContent = {
  defaultLanguage: 'en',
  controller: { name: 'Corner Bookshop', contact: 'privacy@bookshop.example' },
  categories: ['ESSENTIALS', 'STATISTICS', 'MARKETING'],
  layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['rejectAll', 'acceptAll', 'save', 'close'] },
  translations: { de: textOf(GERMAN, IN_GERMAN), en: textOf(ENGLISH, IN_ENGLISH) },
  variants: [],
};
