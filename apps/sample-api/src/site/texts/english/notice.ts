import { type NoticeText } from '@nest-privacy/consent';

/** The first notice in English. */
export const NOTICE: NoticeText = {
  title: 'Your privacy choices',
  body: 'We count page views on our own server, without cookies. With your consent we recognise that you were here before, pick offers for you, and show films and maps of others.\n\nYou can refuse all of it, and change your mind at any time.',
  labels: {
    acceptAll: 'Accept all',
    rejectAll: 'Reject all',
    save: 'Save these choices',
    settings: 'Choose one by one',
    close: 'Close',
    withdraw: 'Withdraw',
  },
  messages: {
    alwaysOn: 'Always on',
    details: 'What is used',
    saved: 'Your choice is saved.',
    change: 'Privacy choices',
    object: 'Object',
    optOut: 'Do Not Sell or Share My Personal Information',
    gpcHonoured: 'Opt-Out Request Honored: your browser sends Global Privacy Control, so marketing is off.',
    gpcAcknowledge: 'My browser sends Global Privacy Control. If I allow marketing here, I mean it all the same.',
    blocked: 'This comes from another provider. It loads when you say so, and then learns that you are here.',
    provider: 'Provider',
    purpose: 'Purpose',
    lifetime: 'Lifetime',
    cookies: 'Cookies',
    decidedAt: 'You decided on',
    record: 'See what was recorded',
    once: 'Load this once',
    always: 'Always allow',
    open: 'Open it at the provider’s',
    loaded: 'Loaded.',
    failed: 'That could not be recorded. Nothing was switched on.',
    offline: 'You are offline. Your choice is kept and will be sent.',
    reload: 'Reload the page to stop what is already running',
  },
  categories: {
    ESSENTIALS: {
      name: 'Essentials',
      description: 'What the site needs to work, such as remembering what you chose here.',
    },
    STATISTICS: {
      name: 'Statistics',
      description: 'Recognises that a visit is not your first, so that we learn what is read again.',
    },
    MARKETING: {
      name: 'Marketing',
      description: 'Offers that are picked by what you read, advertisements elsewhere, and films and maps of others.',
    },
  },
  links: [{ rel: 'privacy-policy', label: 'Privacy', url: '/privacy' }],
};
