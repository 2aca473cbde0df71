import { prefixedCookieName } from '@nest-privacy/core/kit';
import { type TrackingItemInput } from '@nest-privacy/tracking-items';
import { type Environment } from '../config/environment.js';

/** A cookie of the suite's own: by https its name has a prefix. */
const ownCookie = (name: string, httpOnly: boolean, path = '/'): NonNullable<TrackingItemInput['cookies']> =>
  [prefixedCookieName(name, { secure: true, path }), name].map((each) => ({ name: each, path, httpOnly }));

const SUITE = { provider: 'Corner Bookshop', domain: null } as const;

/** The cookie of analytics, as the environment has it. */
export type VisitorCookie = Pick<Environment, 'VISITOR_COOKIE_NAME' | 'VISITOR_COOKIE_PATH' | 'VISITOR_COOKIE_DAYS'>;

/** What the demonstration site uses itself, and the three trackers that most sites ask about. */
export const seedItems = ({
  VISITOR_COOKIE_NAME,
  VISITOR_COOKIE_PATH,
  VISITOR_COOKIE_DAYS: lifetime,
}: VisitorCookie): readonly TrackingItemInput[] => [
  {
    ...SUITE,
    category: 'ESSENTIALS',
    lifetime: 'P390D',
    ordering: 10,
    cookies: ownCookie('privacy_consent', false),
    translations: {
      en: { name: 'Consent', purpose: 'Remembers what you allowed and refused.', lifetime: '13 months' },
      de: { name: 'Einwilligung', purpose: 'Merkt sich, was Sie erlaubt und abgelehnt haben.', lifetime: '13 Monate' },
    },
  },
  {
    ...SUITE,
    category: 'ESSENTIALS',
    lifetime: 'P390D',
    ordering: 20,
    cookies: ownCookie('privacy_subject', true),
    translations: {
      en: {
        name: 'Proof of consent',
        purpose:
          'A random number under which your decisions are recorded, so that they can be proven. Set when you decide.',
        lifetime: '13 months',
      },
      de: {
        name: 'Nachweis der Einwilligung',
        purpose:
          'Eine Zufallszahl, unter der Ihre Entscheidungen zum Nachweis aufgezeichnet werden. Wird gesetzt, wenn Sie sich entscheiden.',
        lifetime: '13 Monate',
      },
    },
  },
  {
    ...SUITE,
    category: 'STATISTICS',
    lifetime: `P${lifetime}D`,
    ordering: 10,
    cookies: ownCookie(VISITOR_COOKIE_NAME, true, VISITOR_COOKIE_PATH),
    translations: {
      en: {
        name: 'Visitor number',
        purpose: 'Lets us recognise on our own server that a visit is not your first. Set only with your consent.',
        lifetime: lifetime === 390 ? '13 months' : `${lifetime} days`,
      },
      de: {
        name: 'Besuchernummer',
        purpose:
          'Lässt uns auf unserem eigenen Server erkennen, dass ein Besuch nicht Ihr erster ist. Wird nur mit Ihrer Einwilligung gesetzt.',
        lifetime: lifetime === 390 ? '13 Monate' : `${lifetime} Tage`,
      },
    },
  },
  {
    category: 'STATISTICS',
    provider: 'Google Ireland Limited',
    lifetime: 'P2Y',
    domain: '.google-analytics.com',
    ordering: 20,
    cookies: [
      { name: '_ga', path: '/' },
      { name: '_ga_*', match: 'glob', path: '/' },
      { name: '_gid', path: '/' },
      { name: '_gat*', match: 'glob', path: '/' },
    ],
    translations: {
      en: {
        name: 'Google Analytics',
        purpose: 'Counts visits and tells which pages are read and where visitors come from.',
        lifetime: 'up to 2 years',
      },
      de: {
        name: 'Google Analytics',
        purpose: 'Zählt Besuche und zeigt, welche Seiten gelesen werden und woher die Besucher kommen.',
        lifetime: 'bis zu 2 Jahre',
      },
    },
  },
  {
    category: 'MARKETING',
    provider: 'Google Ireland Limited',
    lifetime: 'session',
    domain: 'www.googletagmanager.com',
    ordering: 10,
    translations: {
      en: {
        name: 'Google Tag Manager',
        purpose: 'Loads the scripts of other providers; sets no cookie of its own.',
        lifetime: 'while the page is open',
      },
      de: {
        name: 'Google Tag Manager',
        purpose: 'Lädt die Skripte anderer Anbieter; setzt selbst kein Cookie.',
        lifetime: 'solange die Seite offen ist',
      },
    },
  },
  {
    category: 'MARKETING',
    provider: 'Meta Platforms Ireland Limited',
    lifetime: 'P90D',
    domain: '.facebook.com',
    ordering: 20,
    cookies: [
      { name: '_fbp', path: '/' },
      { name: '_fbc', path: '/' },
    ],
    translations: {
      en: {
        name: 'Meta Pixel',
        purpose: 'Measures what follows from advertisements on Facebook and Instagram, and chooses who is shown them.',
        lifetime: '90 days',
      },
      de: {
        name: 'Meta-Pixel',
        purpose: 'Misst, was auf Anzeigen bei Facebook und Instagram folgt, und wählt aus, wem sie gezeigt werden.',
        lifetime: '90 Tage',
      },
    },
  },
];
