import { html } from '../../html.js';
import { type PageTexts } from '../page-texts.js';

/** The pages in English. */
export const PAGES: PageTexts = {
  home: {
    title: 'Read in peace',
    eyebrow: 'The Corner Bookshop, at the corner since 1926',
    lead: 'A small bookshop that counts its visitors on its own server, and asks before it does more.',
    doors: {
      '/articles': {
        title: 'Articles',
        text: 'Two short pieces on being left alone. Open to everybody, whatever you decide.',
        link: 'Read the articles',
      },
      '/offers': {
        title: 'Offers for you',
        text: 'Picked by what you read here, so they need your consent to marketing.',
        link: 'See your offers',
      },
      '/visit': {
        title: 'Visit us',
        text: 'A film of the shop and a map, both of other providers: they load when you say so.',
        link: 'Plan a visit',
      },
      '/privacy': {
        title: 'Down to the last cookie',
        text: 'All that we use, or would use with your consent: by whom, what for, and for how long.',
        link: 'See what we use',
      },
    },
  },
  demo: {
    title: 'Try the JavaScript API',
    text: 'This part of the page is a script of forty lines that uses @nest-privacy/client.',
    track: 'Send an event',
    load: 'Ask where consent stands',
    sent: 'Sent. It is among the events of the statistics in a second or two.',
    failed: 'That did not work:',
  },
  articles: {
    title: 'Articles',
    lead: 'What we think about when nobody is at the till.',
    pieces: [
      {
        title: 'Why we ask',
        paragraphs: [
          'A visit to a bookshop is nobody’s business but yours. We count how many people read a page by a number that changes every day, and destroy within two days what it was made with.',
          'Anything beyond that happens only if you say so. A shop that has to hide its question knows the answer already.',
        ],
      },
      {
        title: 'What your browser says for you',
        paragraphs: [
          'Some browsers send a signal with each request: Do Not Track, or Global Privacy Control. It is the shortest letter that a reader can write to a shop, and it deserves an answer.',
          'We hear both. With every page we answer what we do with this very request, in a header called Tk.',
        ],
      },
    ],
  },
  offers: {
    title: 'Offers for you',
    lead: 'You allowed marketing, so we may pick for you.',
    books: [
      {
        title: 'The Right to Be Let Alone',
        about: 'An essay of 1890 that reads like a letter of today. Now in paperback.',
        price: '€9.50',
      },
      { title: 'Cookies, and How to Bake Them', about: 'With 80 recipes, none of which needs a banner.', price: '€24' },
      {
        title: 'Walls Have Ears',
        about: 'A short history of listening in, from keyholes to loudspeakers.',
        price: '€18',
      },
    ],
    after: 'Changed your mind? Withdraw at any time; it holds from your next click.',
  },
  refused: {
    title: 'This page needs your consent',
    why: 'What it shows is chosen by what you read here, which only your consent allows.',
    reasons: {
      outvoted: (category) =>
        html`You allowed ${category}, but your browser sends Global Privacy Control, which switches it off.`,
      refused: (category) => html`You refused ${category}.`,
      withdrawn: (category) => html`You withdrew your consent to ${category}, or objected to it.`,
      expired: (category) =>
        html`You allowed ${category}, but your consent has run out, or was about an earlier notice.`,
      outdated: (category) => html`You allowed ${category}, but what we use for it has changed since then.`,
      undecided: (category) => html`You have not decided about ${category}.`,
    },
    means: 'This is all that you would allow:',
    details: 'See what is used for it',
    gpc: 'Your browser sends Global Privacy Control: if you mean your consent all the same, tick the box.',
    allow: (categories) => `Allow ${categories.join(' and ')}`,
    refuse: 'No, take me back',
    rest: 'You can withdraw at any time, and the rest of the shop is open to you either way.',
  },
  visit: {
    title: 'Visit us',
    lead: 'The shop is small, the armchair is not. Come by.',
    address: 'Where',
    hours: {
      title: 'When',
      days: [
        ['Monday to Friday', '09:00', '19:00'],
        ['Saturday', '10:00', '16:00'],
      ],
    },
    film: 'A walk through the shop',
    map: 'The way to us',
    absent: {
      text: 'A vendor’s content would wait here for your consent. None is set up for this installation.',
      how: 'Name some in the variable VENDORS.',
    },
    scripts: {
      title: 'Scripts that wait',
      text: 'Two scripts of another provider are parked in this page. Your browser loads neither before you allow what it is for.',
      waits: 'Waits for your consent.',
      allowed: 'You allowed it: it runs where scripts do.',
    },
    counter: {
      title: 'Visits counted by Pagecount',
      text: 'Counts in a cookie how often you came to this page.',
      said: 'You came here so many times:',
    },
    readers: {
      title: 'What others read, by Pagecount',
      text: 'Recommends books by what readers of this page bought.',
    },
  },
  privacy: {
    title: 'Privacy',
    paragraphs: [
      'We count page views on our own server. No address and no name of a browser is stored. Without your consent you are a number that nobody can work out again two days later; with your consent to statistics a cookie lets us recognise you for 13 months. Nothing is passed to anybody unless you allow it.',
      'Each of your decisions is recorded, with what you were shown, so that it can be proven. You can change it below at any time, and it holds from your next click. Your browser’s signals, Do Not Track and Global Privacy Control, are heard on every page.',
    ],
  },
};
