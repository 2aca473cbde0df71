import { prefixedCookieName } from '@nest-privacy/core/kit';
import { type TrackingItemInput } from '@nest-privacy/tracking-items';
import { type Environment } from '../../config/environment.js';
import { LANGUAGE } from '../../site/chosen-language.js';

/** The cookie of analytics, as the environment has it. */
export type VisitorCookie = Pick<Environment, 'VISITOR_COOKIE_NAME' | 'VISITOR_COOKIE_PATH' | 'VISITOR_COOKIE_DAYS'>;

/** A cookie of the suite's own: by https its name has a prefix. */
const ownCookie = (name: string, httpOnly: boolean, path = '/'): NonNullable<TrackingItemInput['cookies']> =>
  [prefixedCookieName(name, { secure: true, path }), name].map((each) => ({ name: each, path, httpOnly }));

const SHOP = { provider: 'Corner Bookshop', domain: null } as const;

const THIRTEEN_MONTHS = { en: '13 months', de: '13 Monate', ar: '13 شهرًا' } as const;

/** A number of days in Arabic, where what is counted follows from how many they are. */
const DAYS_IN_ARABIC: Readonly<Record<Intl.LDMLPluralRule, (days: number) => string>> = {
  zero: (days) => `${days} يوم`,
  one: () => 'يوم واحد',
  two: () => 'يومان',
  few: (days) => `${days} أيام`,
  many: (days) => `${days} يومًا`,
  other: (days) => `${days} يوم`,
};

const daysInWords = (days: number): Readonly<Record<'en' | 'de' | 'ar', string>> =>
  days === 390
    ? THIRTEEN_MONTHS
    : {
        en: days === 1 ? '1 day' : `${days} days`,
        de: days === 1 ? '1 Tag' : `${days} Tage`,
        ar: DAYS_IN_ARABIC[new Intl.PluralRules('ar').select(days)](days),
      };

/** What the site sets itself. */
export const ownItems = ({
  VISITOR_COOKIE_NAME,
  VISITOR_COOKIE_PATH,
  VISITOR_COOKIE_DAYS,
}: VisitorCookie): readonly TrackingItemInput[] => {
  const lifetime = daysInWords(VISITOR_COOKIE_DAYS);
  return [
    {
      ...SHOP,
      category: 'ESSENTIALS',
      lifetime: 'P390D',
      ordering: 10,
      cookies: ownCookie('privacy_consent', false),
      translations: {
        en: { name: 'Consent', purpose: 'Remembers what you allowed and refused.', lifetime: THIRTEEN_MONTHS.en },
        de: {
          name: 'Einwilligung',
          purpose: 'Merkt sich, was Sie erlaubt und abgelehnt haben.',
          lifetime: THIRTEEN_MONTHS.de,
        },
        ar: { name: 'الموافقة', purpose: 'يتذكّر ما سمحتَ به وما رفضتَه.', lifetime: THIRTEEN_MONTHS.ar },
      },
    },
    {
      ...SHOP,
      category: 'ESSENTIALS',
      lifetime: 'P390D',
      ordering: 20,
      cookies: ownCookie('privacy_subject', true),
      translations: {
        en: {
          name: 'Proof of consent',
          purpose:
            'A random number under which your decisions are recorded, so that they can be proven. Set when you decide.',
          lifetime: THIRTEEN_MONTHS.en,
        },
        de: {
          name: 'Nachweis der Einwilligung',
          purpose:
            'Eine Zufallszahl, unter der Ihre Entscheidungen zum Nachweis aufgezeichnet werden. Wird gesetzt, wenn Sie sich entscheiden.',
          lifetime: THIRTEEN_MONTHS.de,
        },
        ar: {
          name: 'إثبات الموافقة',
          purpose: 'رقم عشوائي تُسجَّل تحته قراراتك كي يمكن إثباتها. يوضع عندما تتخذ قرارك.',
          lifetime: THIRTEEN_MONTHS.ar,
        },
      },
    },
    {
      ...SHOP,
      category: 'ESSENTIALS',
      lifetime: 'session',
      ordering: 30,
      cookies: [{ name: LANGUAGE, path: '/', httpOnly: true }],
      translations: {
        en: {
          name: 'Language',
          purpose: 'Keeps the language that you choose. Set when you choose one.',
          lifetime: 'while the browser is open',
        },
        de: {
          name: 'Sprache',
          purpose: 'Behält die Sprache, die Sie wählen. Wird gesetzt, wenn Sie eine wählen.',
          lifetime: 'solange der Browser offen ist',
        },
        ar: {
          name: 'اللغة',
          purpose: 'يحفظ اللغة التي تختارها. يوضع عندما تختار لغة.',
          lifetime: 'ما دام المتصفح مفتوحًا',
        },
      },
    },
    {
      ...SHOP,
      category: 'STATISTICS',
      lifetime: `P${VISITOR_COOKIE_DAYS}D`,
      ordering: 10,
      cookies: ownCookie(VISITOR_COOKIE_NAME, true, VISITOR_COOKIE_PATH),
      translations: {
        en: {
          name: 'Visitor number',
          purpose: 'Lets us recognise on our own server that a visit is not your first. Set only with your consent.',
          lifetime: lifetime.en,
        },
        de: {
          name: 'Besuchernummer',
          purpose:
            'Lässt uns auf unserem eigenen Server erkennen, dass ein Besuch nicht Ihr erster ist. Wird nur mit Ihrer Einwilligung gesetzt.',
          lifetime: lifetime.de,
        },
        ar: {
          name: 'رقم الزائر',
          purpose: 'يتيح لنا أن نعرف على خادمنا الخاص أن هذه ليست زيارتك الأولى. لا يوضع إلا بموافقتك.',
          lifetime: lifetime.ar,
        },
      },
    },
  ];
};
