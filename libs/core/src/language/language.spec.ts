import { negotiateLanguage } from './negotiate-language.js';
import { textInLanguage } from './text-in-language.js';

describe('negotiateLanguage', () => {
  const available = new Set(['de', 'de-CH', 'en', 'fr']);
  const negotiate = (requested: string | undefined, accepted?: string): string =>
    negotiateLanguage({ requested, accepted, available, defaultLanguage: 'en' });

  it.each([
    ['fr', 'de', 'fr'],
    ['fr-CA', 'de', 'fr'],
    ['DE-ch', undefined, 'de-CH'],
    ['it', 'de', 'de'],
    [undefined, 'it, fr;q=0.5, de;q=0.8', 'de'],
    [undefined, 'de;q=0, fr;q=0.1', 'fr'],
    [undefined, 'it-IT,it;q=0.9,*;q=0.5', 'en'],
    [undefined, 'de;q=2, ;;,,q=1', 'de'],
    [undefined, undefined, 'en'],
  ])('chooses for %j and %j: %s', (requested, accepted, expected) =>
    expect(negotiate(requested, accepted)).toBe(expected),
  );
});

describe('textInLanguage', () => {
  it.each([
    ['de-CH', ['de-CH', 'de', 'en'], 'de-CH'],
    ['de-CH', ['de', 'en'], 'de'],
    ['de-CH', ['en', 'fr'], 'en'],
    ['de', ['fr', 'es'], 'es'],
    ['de', ['de-CH', 'en'], 'en'],
  ])('falls back for %s among %j to %s', (wanted, languages, expected) => {
    const translations = Object.fromEntries(languages.map((language) => [language, `in ${language}`]));
    expect(textInLanguage(translations, wanted, 'en')).toEqual({ language: expected, text: `in ${expected}` });
  });
});
