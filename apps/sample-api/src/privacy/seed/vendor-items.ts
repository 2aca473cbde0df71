import { type TrackingItemInput } from '@nest-privacy/tracking-items';

/** What stands on the page of the site on which vendors wait. */
export const VENDOR_ITEMS: readonly TrackingItemInput[] = [
  {
    category: 'STATISTICS',
    provider: 'Pagecount',
    lifetime: 'P1Y',
    domain: null,
    ordering: 15,
    cookies: [{ name: '_pagecount', path: '/' }],
    translations: {
      en: { name: 'Pagecount', purpose: 'Counts how often you came to a page.', lifetime: '1 year' },
      de: { name: 'Pagecount', purpose: 'Zählt, wie oft Sie auf einer Seite waren.', lifetime: '1 Jahr' },
      ar: { name: 'Pagecount', purpose: 'يحصي عدد مرات زيارتك لصفحة ما.', lifetime: 'سنة واحدة' },
    },
  },
  {
    category: 'MARKETING',
    provider: 'Pagecount',
    lifetime: 'session',
    domain: null,
    ordering: 5,
    translations: {
      en: {
        name: 'Pagecount Readers',
        purpose: 'Recommends books by what other readers of a page bought.',
        lifetime: 'while the page is open',
      },
      de: {
        name: 'Pagecount Readers',
        purpose: 'Empfiehlt Bücher nach dem, was andere Leser einer Seite gekauft haben.',
        lifetime: 'solange die Seite offen ist',
      },
      ar: {
        name: 'Pagecount Readers',
        purpose: 'يوصي بكتب بحسب ما اشتراه قرّاء آخرون للصفحة.',
        lifetime: 'ما دامت الصفحة مفتوحة',
      },
    },
  },
  {
    category: 'MARKETING',
    provider: 'Reelhouse',
    lifetime: 'session',
    domain: null,
    ordering: 6,
    translations: {
      en: { name: 'Reelhouse', purpose: 'Shows the film about our shop.', lifetime: 'while the page is open' },
      de: { name: 'Reelhouse', purpose: 'Zeigt den Film über unseren Laden.', lifetime: 'solange die Seite offen ist' },
      ar: { name: 'Reelhouse', purpose: 'يعرض الفيلم عن مكتبتنا.', lifetime: 'ما دامت الصفحة مفتوحة' },
    },
  },
  {
    category: 'MARKETING',
    provider: 'Wayside Maps',
    lifetime: 'session',
    domain: null,
    ordering: 7,
    translations: {
      en: { name: 'Wayside Maps', purpose: 'Shows the map with the way to us.', lifetime: 'while the page is open' },
      de: {
        name: 'Wayside Maps',
        purpose: 'Zeigt die Karte mit dem Weg zu uns.',
        lifetime: 'solange die Seite offen ist',
      },
      ar: { name: 'Wayside Maps', purpose: 'يعرض خريطة الطريق إلينا.', lifetime: 'ما دامت الصفحة مفتوحة' },
    },
  },
];
