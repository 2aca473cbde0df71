import { evaluateConsent } from '@nest-privacy/consent';
import { consentTerms } from '@nest-privacy/consent/testing';
import { Environment } from '../../config/environment.js';
import { seedItems } from '../../privacy/seed/seed-items.js';
import { SEED_NOTICE } from '../../privacy/seed/seed-notice.js';
import { Markup } from '@nest-privacy/consent';
import { anywherePage } from '../pages/anywhere.page.js';
import { articlesPage } from '../pages/articles.page.js';
import { homePage } from '../pages/home.page.js';
import { layout, type Page } from '../pages/layout.js';
import { offersPage } from '../pages/offers.page.js';
import { outdatedPage } from '../pages/outdated.page.js';
import { privacyPage } from '../pages/privacy.page.js';
import { askedAgainPage, problemPage } from '../pages/problem.page.js';
import { refusedPage } from '../pages/refused.page.js';
import { visitPage } from '../pages/visit.page.js';
import { siteVisitor } from '../../../test/site-visitor.js';
import { type Visitor } from '../visitor.js';
import { ENGLISH } from './english/index.js';
import { LANGUAGES } from './languages.js';
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

const visitorOf = (texts: SiteTexts): Visitor => siteVisitor(texts, consent, { dnt: true, gpc: true });
const vendors = {
  urlOf: (name: string, path: string) => (name === 'map' ? undefined : `https://${name}.example${path}`),
};

const PAGES: Readonly<Record<string, (visitor: Visitor) => Page>> = {
  home: homePage,
  articles: articlesPage,
  offers: offersPage,
  visit: (visitor) => visitPage(vendors, visitor),
  privacy: privacyPage,
  anywhere: anywherePage,
  refused: (visitor) => refusedPage(['MARKETING'], visitor),
  outdated: outdatedPage,
  problem: (visitor) => problemPage({ status: 404, code: 'NOT_FOUND', type: '', title: '', detail: '' }, visitor),
  askedAgain: (visitor) =>
    askedAgainPage({ status: 400, code: 'DECISION_CONTRADICTORY', type: '', title: '', detail: '' }, visitor),
};

/** Every text that is more than a name, whole. */
function* sentencesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Markup)
    yield* value
      .toString()
      .split(/<[^>]+>/)
      .map((text) => text.replaceAll(/\s+/g, ' ').trim());
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* sentencesOf(member);
}

/** Which texts there are, without what they say. */
const shapeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Markup)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]))
    : typeof value;

const english = [...sentencesOf(ENGLISH)].filter((text) => / /.test(text) && text !== ENGLISH.shop);

const others = LANGUAGES.filter((texts) => texts !== ENGLISH);

describe.each(others)('the site in $name', (texts) => {
  const { language, direction } = texts;

  it.each(Object.keys(PAGES))('has no English sentence: %s', (name) => {
    const page = layout(PAGES[name]!(visitorOf(texts)), visitorOf(texts)).replaceAll(/\s+/g, ' ');
    expect(english.length).toBeGreaterThan(100);
    expect(english.filter((sentence) => page.includes(sentence))).toEqual([]);
    expect(page).toContain(`<html lang="${language}" dir="${direction}">`);
  });

  it('has a word for everything for which the English one has', () => {
    expect(shapeOf(texts)).toEqual(shapeOf(ENGLISH));
  });

  it('has a notice that leaves nothing out', () => {
    expect(shapeOf(SEED_NOTICE.translations[language])).toEqual(shapeOf(SEED_NOTICE.translations.en));
  });
});

describe('the languages of the site', () => {
  it('are those of the catalogue, too', () => {
    for (const { translations } of seedItems(new Environment()))
      expect(Object.keys(translations).sort()).toEqual(LANGUAGES.map(({ language }) => language).sort());
  });

  it('say of themselves how they are written', () => {
    expect(LANGUAGES.map(({ language, direction }) => [language, direction])).toEqual([
      ['en', 'ltr'],
      ['de', 'ltr'],
      ['ar', 'rtl'],
    ]);
  });

  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr,de;q=0.5,en;q=0.4', 'de'],
    ['en;q=0.4, DE-ch;q=0.5', 'de'],
    ['ar-EG', 'ar'],
    ['fr', 'en'],
    ['de;q=0', 'en'],
    ['den', 'en'],
    ['x'.repeat(2_000), 'en'],
  ])('are for whoever likes them best: %j → %s', (accepted, language) => {
    expect(textsFor({ accepted }).language).toBe(language);
    expect(textsFor({ accepted, chosen: 'ar' }).language).toBe('ar');
  });
});
