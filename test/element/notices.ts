import { type NoticeContent, type NoticeText } from '@nest-privacy/consent';
import { noticeContent, noticeText } from '../../libs/consent/test/notice-content.js';
import { WORDS } from '../../libs/consent/test/surface-pages.js';

/** Every word that an element may say. */
export const ALL_WORDS = {
  ...WORDS,
  loaded: 'It is here now.',
  failed: 'Your choice was not saved. Please choose again.',
  offline: 'You are offline; your choice is sent later.',
  reload: 'Load the page again',
} as const;

const ARABIC: NoticeText = {
  title: 'خصوصيتك',
  body: 'نحصي مشاهدات الصفحات على خادمنا دون ملفات تعريف الارتباط. بموافقتك نتعرف على أنك كنت هنا من قبل ونختار لك عروضا.\nيمكنك رفض كل ذلك وتغيير رأيك في أي وقت.',
  labels: {
    acceptAll: 'قبول الكل',
    rejectAll: 'رفض الكل',
    save: 'حفظ الاختيار',
    settings: 'الاختيار واحدا واحدا',
    close: 'إغلاق',
    withdraw: 'سحب الموافقة',
  },
  messages: { ...ALL_WORDS, saved: 'تم الحفظ', change: 'تغيير', alwaysOn: 'مفعل دائما', details: 'التفاصيل' },
  categories: {
    ESSENTIALS: { name: 'الأساسيات', description: 'ما يحتاجه الموقع ليعمل.' },
    STATISTICS: { name: 'الإحصاء', description: 'كيف يستخدم الموقع.' },
    MARKETING: { name: 'التسويق', description: 'عروض تناسبك.' },
  },
  links: [{ rel: 'privacy-policy', label: 'الخصوصية', url: '/privacy' }],
};

/** As long as sentences of a real notice are. */
const ENGLISH = noticeText('here', {
  title: 'Your privacy',
  body: 'We count page views on our own server, without cookies. With your consent we recognise that you were here before, and pick offers for you.\nYou can refuse all of it, and change your mind at any time.',
  messages: ALL_WORDS,
});

/** The text with so much longer words that it is 40 % longer, and letters that are taller. */
const stretched = (text: string): string => `Å${text.replaceAll(/[aeiou]/g, '$&$&')}ȷ`.padEnd(text.length * 1.4, 'ȷ');

/** A text in letters of nobody's language. */
export const pseudoText = (text: NoticeText): NoticeText =>
  JSON.parse(
    JSON.stringify(text, (key, value: unknown) =>
      typeof value === 'string' && key !== 'url' && key !== 'rel' ? stretched(value) : value,
    ),
  ) as NoticeText;

const PSEUDO = pseudoText(ENGLISH);

/** A notice in English, Arabic and a pseudo-language, with every word. */
export const fullNotice = (members: Partial<NoticeContent> = {}): NoticeContent =>
  noticeContent({ translations: { en: ENGLISH, ar: ARABIC, 'en-XA': PSEUDO }, ...members });

/** Another version of it. */
export const newerNotice = (): NoticeContent =>
  fullNotice({ translations: { en: { ...ENGLISH, title: 'Your privacy, again' }, ar: ARABIC, 'en-XA': PSEUDO } });

/** The notice without those words, in all of its languages. */
export const withoutWords = (content: NoticeContent, ...words: readonly (keyof typeof ALL_WORDS)[]): NoticeContent =>
  JSON.parse(
    JSON.stringify(content, (key, value: unknown) =>
      words.includes(key as keyof typeof ALL_WORDS) ? undefined : value,
    ),
  ) as NoticeContent;
