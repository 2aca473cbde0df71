import { html } from '../html.js';
import { type SiteTexts } from './site-texts.js';

/** The site in English. */
export const ENGLISH: SiteTexts = {
  language: 'en',
  shop: 'Corner Bookshop',
  skip: 'Skip to the content',
  navigation: {
    label: 'Main',
    pages: [
      ['/', 'Home'],
      ['/articles', 'Articles'],
      ['/offers', 'Offers for you'],
      ['/privacy', 'Privacy'],
    ],
  },
  footer: html`A demonstration of nest-privacy. Its API is described at <a href="/docs">/docs</a>.`,
  categories: {
    ESSENTIALS: {
      name: 'Essentials',
      description: 'What the site needs to work, such as remembering what you chose here.',
    },
    STATISTICS: {
      name: 'Statistics',
      description: 'Recognises on our own server that a visit is not your first, so that we learn what is read again.',
    },
    MARKETING: {
      name: 'Marketing',
      description: 'Offers that are picked by what you read, and advertisements elsewhere.',
    },
  },
  choices: {
    title: 'Your privacy choices',
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
    allow: 'Allow',
    refuse: 'Refuse',
    acknowledge: 'My browser sends Global Privacy Control. If I allow marketing here, I mean it all the same.',
    save: 'Save these choices',
    acceptAll: 'Accept all',
    rejectAll: 'Reject all',
    withdraw: 'Withdraw',
    withdrawn: 'Withdrawn. From now on nothing is used that is not essential.',
    saved: (names) => `Saved. On from now: ${names.join(', ')}.`,
  },
  catalogue: {
    title: 'What we use, or would use with your consent',
    nothing: 'Nothing at all.',
    columns: ['Name', 'Provider', 'Purpose', 'Lifetime'],
  },
  home: {
    title: 'Welcome to the Corner Bookshop',
    body: html`<p>
      This small shop counts its visitors on its own server, and asks before it does more.
      <a href="/articles">The articles</a> are open to everybody; <a href="/offers">the offers</a> are chosen by what
      you read, so they need your consent to marketing. <a href="/privacy">What we use</a> is listed to the last cookie.
    </p>`,
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
    body: html`<article>
        <h2>Why we ask</h2>
        <p>
          A visit to a bookshop is nobody's business but yours. We count how many people read a page by a number that
          changes every day, and destroy within two days what it was made with. Anything beyond that happens only if you
          say so.
        </p>
      </article>
      <article>
        <h2>What your browser says for you</h2>
        <p>
          Some browsers send a signal with each request: Do Not Track, or Global Privacy Control. We hear both, and
          answer with the header <code>Tk</code> what we do with this very request.
        </p>
      </article>`,
  },
  offers: {
    title: 'Offers for you',
    body: html`<p>You allowed marketing, so we may pick for you:</p>
      <ul>
        <li>“The Right to Be Let Alone”, an essay of 1890, now in paperback</li>
        <li>“Cookies, and How to Bake Them”, with 80 recipes</li>
      </ul>
      <p>Changed your mind? Withdraw below; it holds from your next click.</p>`,
  },
  privacy: {
    title: 'Privacy',
    body: html`<p>
        We count page views on our own server. No address and no name of a browser is stored. Without your consent you
        are a number that nobody can work out again two days later; with your consent to statistics a cookie lets us
        recognise you for 13 months. Nothing is passed to anybody unless you allow it.
      </p>
      <p>
        Each of your decisions is recorded, with what you were shown, so that it can be proven. You can change it
        <a href="#choices">below</a> at any time, and it holds from your next click. Your browser's signals, Do Not
        Track and Global Privacy Control, are heard on every page.
      </p>`,
  },
  ownData: {
    title: 'What is kept of you',
    history: 'Each of your decisions, as it was recorded',
    export: 'Get all of it as a file',
    sure: 'Erase it for ever, and let this browser be asked anew. If you are logged in, on all devices of your account.',
    erase: 'Have it erased',
  },
  anywhere: {
    title: 'A shelf further back',
    body: (path) => html`<p>You found <code>${path}</code>. There is not much here yet, but your visit counts.</p>`,
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
    how: 'You can change that below, and withdraw at any time.',
    gpc: 'Your browser sends Global Privacy Control: if you mean your consent all the same, tick the box there, too.',
    rest: 'The rest of the shop is open to you either way.',
  },
  outdated: {
    title: 'Please look again before you agree',
    body: html`<p>
      <strong>What we use has changed since your page was shown.</strong> Your choice was about what we used before, so
      we have not recorded it. Here is what we use now; your choices below are about this.
    </p>`,
  },
  problems: {
    SUBJECT_UNKNOWN: {
      title: 'Nothing is kept of you here',
      text: 'Neither this browser nor an account led us to anything about you. It may have been erased already.',
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
