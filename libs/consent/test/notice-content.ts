import { type DraftText, type NoticeContent, type NoticeText } from '../src/notice/content/notice-content.js';

/** A text in a made-up language, complete. */
export const noticeText = (mark: string, members: Partial<NoticeText> = {}): NoticeText => ({
  title: `Title ${mark}`,
  body: `First paragraph ${mark}\n\nSecond`,
  labels: {
    acceptAll: `Accept all ${mark}`,
    rejectAll: `Reject all ${mark}`,
    save: `Save ${mark}`,
    settings: `Settings ${mark}`,
    close: `Close ${mark}`,
    withdraw: `Withdraw ${mark}`,
  },
  messages: { saved: `Saved ${mark}` },
  categories: {
    ESSENTIALS: { name: `Essentials ${mark}`, description: `Always on ${mark}` },
    STATISTICS: { name: `Statistics ${mark}`, description: `Counting ${mark}` },
    MARKETING: { name: `Marketing ${mark}`, description: `Selling ${mark}` },
  },
  links: [{ rel: 'privacy-policy', label: `Privacy ${mark}`, url: '/privacy' }],
  ...members,
});

/** The same without a member, as a draft may be. */
export const withoutLabel = (text: NoticeText, label: keyof NoticeText['labels']): DraftText => {
  const { [label]: _left, ...labels } = text.labels;
  return { ...text, labels };
};

/** A notice in English and German that can be published. */
export const noticeContent = (members: Partial<NoticeContent> = {}): NoticeContent => ({
  defaultLanguage: 'en',
  controller: { name: 'Example Ltd', contact: 'privacy@example.com' },
  categories: ['ESSENTIALS', 'STATISTICS', 'MARKETING'],
  layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['rejectAll', 'acceptAll', 'save', 'close'] },
  translations: { de: noticeText('de'), en: noticeText('en') },
  variants: [],
  ...members,
});
