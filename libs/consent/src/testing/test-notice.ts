import { type ConsentCategory, ESSENTIALS } from '@nest-privacy/core';
import { type NoticeContent } from '../notice/content/notice-content.js';

/**
 * A notice in plain English that could be published, for tests which need one and do not care what it says.
 *
 * @param optional the categories beside ESSENTIALS; each is shown under its own name
 * @param members that are to be others
 */
export const testNotice = (
  optional: readonly ConsentCategory[],
  members: Partial<NoticeContent> = {},
): NoticeContent => {
  const categories: readonly ConsentCategory[] = [ESSENTIALS, ...optional];
  return {
    defaultLanguage: 'en',
    controller: { name: 'Example Ltd', contact: 'privacy@example.com' },
    categories,
    layers: { first: ['rejectAll', 'acceptAll', 'settings'], second: ['rejectAll', 'acceptAll', 'save'] },
    translations: {
      en: {
        title: 'Your choice',
        body: 'What may we use?',
        labels: {
          acceptAll: 'Accept all',
          rejectAll: 'Reject all',
          save: 'Save',
          settings: 'Settings',
          close: 'Close',
          withdraw: 'Withdraw',
        },
        messages: { saved: 'Saved.', change: 'Change' },
        categories: Object.fromEntries(
          categories.map((name) => [name, { name, description: `What ${name} is used for.` }]),
        ),
        links: [],
      },
    },
    variants: [],
    ...members,
  };
};
