import { type ProblemException } from '@nest-privacy/core';
import { noticeContent, noticeText } from '../../../test/notice-content.js';
import { isLinkTarget } from './link-target.js';
import { readContent } from './read-content.js';

const faultsOf = (raw: unknown): string[] => {
  try {
    readContent(raw);
    return [];
  } catch (error) {
    return ((error as ProblemException).problem.errors ?? []).map(({ path }) => path);
  }
};
const withEnglish = (text: object): object => ({ translations: { en: text } });

describe('what an editor sends', () => {
  it('is taken as it is when it is complete, and completed with nothing when it is not', () => {
    expect(readContent(noticeContent())).toEqual(noticeContent());
    expect(readContent({})).toMatchObject({ defaultLanguage: '', categories: [], translations: {}, variants: [] });
  });

  it('is in canonical languages, each once', () => {
    expect(Object.keys(readContent({ translations: { 'de-ch': {}, EN: {} } }).translations)).toEqual(['de-CH', 'en']);
    expect(faultsOf({ translations: { 'de-ch': {}, 'de-CH': {} } })).toEqual(['translations.de-CH']);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], ''],
    ['a member that is unknown', { markup: '<b>' }, 'markup'],
    ['a text that is too long', withEnglish({ body: 'x'.repeat(4_001) }), 'translations.en.body'],
    ['a title of two lines', withEnglish({ title: 'a\nb' }), 'translations.en.title'],
    ['a control character', withEnglish({ body: 'a\u0000b' }), 'translations.en.body'],
    ['half a character', withEnglish({ body: 'a\ud800' }), 'translations.en.body'],
    ['a language that is none', { translations: { 'not a language': {} } }, 'translations.not a language'],
    ['a button that is unknown', { layers: { first: ['maybe'] } }, 'layers.first'],
    ['a button twice', { layers: { first: ['save', 'save'] } }, 'layers.first'],
    ['a share of nobody', { variants: [{ name: 'b', share: 0 }] }, 'variants.0.share'],
    [
      'a link that runs',
      withEnglish({ links: [{ rel: 'other', label: 'x', url: 'javascript:alert(1)' }] }),
      'translations.en.links.0.url',
    ],
    ['a name of the language', JSON.parse('{"translations":{"__proto__":{}}}'), 'translations.__proto__'],
    [
      'too much depth',
      withEnglish({ labels: { acceptAll: [[[[[[[[[[[[]]]]]]]]]]]] } }),
      'translations.en.labels.acceptAll.0.0.0.0.0.0',
    ],
  ])('is refused with the place of %s', (_, raw, path) => {
    expect(faultsOf(raw)).toEqual([path]);
  });

  it('is refused when all texts together are too long', () => {
    const translations = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `q${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}`,
        noticeText('x', { body: 'x'.repeat(4_000), messages: {} }),
      ]),
    );
    const variants = ['b', 'c', 'd'].map((name) => ({ name, share: 1, translations }));
    expect(faultsOf({ translations, variants })).toEqual(['']);
  });

  it.each([
    ['https://example.com/privacy?a=b#c', true],
    ['/privacy', true],
    ['http://localhost:3000/', true],
    ['javascript:alert(1)', false],
    ['JavaScript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['data:text/html,x', false],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['\\\\evil.example', false],
    ['https://user:secret@example.com', false],
    ['https:example.com', false],
    ['mailto:a@example.com', false],
    ['privacy', false],
    ['', false],
  ])('may link to %s: %s', (url, may) => {
    expect(isLinkTarget(url)).toBe(may);
  });
});
