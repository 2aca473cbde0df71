import { type TrackingItemInput } from '@nest-privacy/tracking-items';

/** The three trackers that most sites ask about. */
export const TRACKER_ITEMS: readonly TrackingItemInput[] = [
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
      ar: {
        name: 'Google Analytics',
        purpose: 'يحصي الزيارات ويبيّن أي الصفحات تُقرأ ومن أين يأتي الزوّار.',
        lifetime: 'حتى سنتين',
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
      ar: {
        name: 'Google Tag Manager',
        purpose: 'يحمّل برامج مزوّدين آخرين، ولا يضع بنفسه أي ملف تعريف ارتباط.',
        lifetime: 'ما دامت الصفحة مفتوحة',
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
      ar: {
        name: 'Meta Pixel',
        purpose: 'يقيس ما ينتج عن الإعلانات على Facebook وInstagram، ويختار من تُعرض عليه.',
        lifetime: '90 يومًا',
      },
    },
  },
];
