import { evaluateConsent } from '@nest-privacy/consent';
import { consentTerms } from '@nest-privacy/consent/testing';
import { Environment } from '../../config/environment.js';
import { seedItems } from '../../privacy/seed-items.js';
import { Html } from '../html.js';
import { anywherePage } from '../pages/anywhere.page.js';
import { articlesPage } from '../pages/articles.page.js';
import { homePage } from '../pages/home.page.js';
import { layout, type Page } from '../pages/layout.js';
import { offersPage } from '../pages/offers.page.js';
import { outdatedPage } from '../pages/outdated.page.js';
import { privacyPage } from '../pages/privacy.page.js';
import { problemPage } from '../pages/problem.page.js';
import { refusedPage } from '../pages/refused.page.js';
import { type Visitor } from '../visitor.js';
import { ENGLISH } from './english.js';
import { GERMAN } from './german.js';
import { type SiteTexts } from './site-texts.js';
import { textsFor } from './texts-for.js';

const consent = evaluateConsent({
  categories: ['STATISTICS', 'MARKETING'],
  stored: null,
  terms: consentTerms(),
  signals: { dnt: true, gpc: true },
  noticeVersion: 1,
  catalogueVersion: 1,
  renewals: {},
  now: 0,
  gpcAffects: ['MARKETING'],
});

const visitorOf = (texts: SiteTexts): Visitor => ({
  path: '/',
  query: '',
  hasDecided: true,
  texts,
  assets: { urlOf: (path) => `/${path}` },
  nonce: 'bm9uY2U=',
  signals: { dnt: true, gpc: true },
  consent,
  catalogue: { version: 1, language: texts.language, groups: [] },
});

const PAGES: Readonly<Record<string, (visitor: Visitor) => Page>> = {
  home: homePage,
  articles: articlesPage,
  offers: offersPage,
  privacy: privacyPage,
  anywhere: anywherePage,
  refused: (visitor) => refusedPage(['MARKETING'], visitor),
  outdated: outdatedPage,
  problem: (visitor) => problemPage({ status: 404, code: 'NOT_FOUND', type: '', title: '', detail: '' }, visitor),
};

/** Every text that is more than a name, whole. */
function* sentencesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Html)
    yield* value.markup.split(/<[^>]+>/).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* sentencesOf(member);
}

const english = [...sentencesOf(ENGLISH)].filter((text) => / /.test(text) && text !== ENGLISH.shop);

describe('the site in German', () => {
  it.each(Object.keys(PAGES))('has no English sentence: %s', (name) => {
    const page = layout(PAGES[name]!(visitorOf(GERMAN)), visitorOf(GERMAN)).replaceAll(/\s+/g, ' ');
    expect(english.length).toBeGreaterThan(50);
    expect(english.filter((sentence) => page.includes(sentence))).toEqual([]);
    expect(page).toContain('<html lang="de">');
  });

  it('has a word for everything that can go wrong for which the English one has', () => {
    expect(Object.keys(GERMAN.problems)).toEqual(Object.keys(ENGLISH.problems));
    expect(Object.keys(GERMAN.categories)).toEqual(Object.keys(ENGLISH.categories));
  });

  it('has a catalogue in the same language', () => {
    for (const { translations } of seedItems(new Environment()))
      expect(Object.keys(translations)).toEqual(['en', 'de']);
  });

  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr,de;q=0.5,en;q=0.4', 'de'],
    ['en;q=0.4, DE-ch;q=0.5', 'de'],
    ['fr', 'en'],
    ['de;q=0', 'en'],
    ['den', 'en'],
    ['x'.repeat(2_000), 'en'],
  ])('is for whoever likes it best: %j → %s', (header, language) => {
    expect(textsFor(header).language).toBe(language);
  });
});
