import { html } from '../../html.js';
import { type SiteTexts } from '../site-texts.js';
import { NOTICE } from './notice.js';
import { PAGES } from './pages.js';

/** The site in English. */
export const ENGLISH: SiteTexts = {
  ...PAGES,
  language: 'en',
  direction: 'ltr',
  name: 'English',
  shop: 'Corner Bookshop',
  skip: 'Skip to the content',
  navigation: {
    label: 'Main',
    languages: 'Language',
    pages: [
      ['/', 'Home'],
      ['/articles', 'Articles'],
      ['/offers', 'Offers for you'],
      ['/visit', 'Visit us'],
      ['/privacy', 'Privacy'],
    ],
  },
  footer: { about: 'A demonstration of nest-privacy. There is no such shop, alas.', api: 'The API' },
  notice: NOTICE,
  categories: NOTICE.categories,
  choices: {
    title: 'Where you stand',
    gpc: 'Your browser asks not to sell or share your data (Global Privacy Control).',
    gpcHonoured: 'Opt-Out Request Honored: marketing is off.',
    dntOn: 'Your browser asks not to be tracked (Do Not Track).',
    dntOff: 'Your browser allows tracking (Do Not Track is off).',
    noSignal: 'Your browser sends no privacy signal.',
    on: 'on',
    off: 'off',
    always: 'always on',
    standings: {
      allowed: 'you allowed it',
      outvoted: 'you allowed it, but Global Privacy Control switches it off',
      refused: 'you refused it',
      withdrawn: 'you withdrew it, or objected to it',
      expired: 'you allowed it, but your consent has run out, or was about an earlier notice',
      outdated: 'you allowed it, but what we use for it has changed since then',
      undecided: 'you have not decided',
    },
    withdrawn: 'Withdrawn. From now on nothing is used that is not essential.',
    saved: (names) => `Saved. On from now: ${names.join(', ')}.`,
  },
  catalogue: {
    title: 'What we use, or would use with your consent',
    nothing: 'Nothing at all.',
    provider: 'Provider',
    purpose: 'Purpose',
    lifetime: 'Lifetime',
    cookies: 'Cookies',
  },
  ownData: {
    title: 'What is kept of you',
    text: 'It is yours. Have it, or have it erased.',
    history: 'Each of your decisions, as it was recorded',
    export: 'Get all of it as a file',
    sure: 'Erase it for ever, and let this browser be asked anew. If you are logged in, on all devices of your account.',
    erase: 'Have it erased',
  },
  anywhere: {
    title: 'A shelf further back',
    body: (path) =>
      html`<p class="lead">You found <code>${path}</code>. There is not much here yet, but your visit counts.</p>`,
  },
  outdated: {
    title: 'Please look again before you agree',
    lead: 'What we use has changed since your page was shown.',
    text: 'Your choice was about what we used before, so we have not recorded it. Here is what we use now; your choices below are about this.',
  },
  problems: {
    SUBJECT_UNKNOWN: {
      title: 'Nothing is kept of you here',
      text: 'Neither this browser nor an account led us to anything about you. It may have been erased already.',
    },
    DECISION_CONTRADICTORY: {
      title: 'Your form said two things',
      text: 'It said yes or no to everything and named single purposes as well, so we recorded nothing. Please choose again.',
    },
    400: {
      title: 'We could not read that',
      text: 'The form did not arrive as this site sends it. Go back and try again.',
    },
    403: { title: 'Not from here', text: 'What you sent came from a page of another site, so we did not act on it.' },
    404: { title: 'There is nothing here', text: 'The address may be mistyped, or what was here has gone.' },
    409: { title: 'Something else came first', text: 'Have a look at what stands now, and decide again.' },
    429: { title: 'That was a little fast', text: 'Wait a minute, then try again.' },
    503: {
      title: 'We cannot write it down just now',
      text: 'It was perhaps not recorded. Try again in a few seconds.',
    },
  },
  anyProblem: { title: 'Something went wrong', text: 'Go back and try again. If it stays, tell us.' },
};
