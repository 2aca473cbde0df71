import { noticeContent, noticeText, withoutLabel } from '../../../test/notice-content.js';
import { type DraftContent } from './notice-content.js';
import { completenessFaults, refusalFaults } from './publication-faults.js';

const CATEGORIES = ['ESSENTIALS', 'STATISTICS', 'MARKETING'] as const;
const { layers, translations } = noticeContent();
const variant = { name: 'short', share: 20, layers, translations };

const paths = (faults: readonly { readonly path: string }[]): string[] => faults.map(({ path }) => path);

describe('a draft', () => {
  it('can be published when it is complete, with variants as well', () => {
    const content = noticeContent({ variants: [variant] });
    expect([...refusalFaults(content), ...completenessFaults(content, CATEGORIES)]).toEqual([]);
  });

  it.each<[string, DraftContent, string]>([
    [
      'a language lacks the label of the refusal',
      { ...noticeContent(), translations: { ...translations, de: withoutLabel(noticeText('de'), 'rejectAll') } },
      'translations.de.labels.rejectAll',
    ],
    [
      'the refusal stands on the second layer alone',
      noticeContent({ layers: { ...layers, first: ['acceptAll', 'settings'] } }),
      'layers.first',
    ],
    [
      'the second layer grants and does not refuse',
      noticeContent({ layers: { ...layers, second: ['acceptAll', 'save'] } }),
      'layers.second',
    ],
    ['no layer refuses', noticeContent({ layers: { first: ['settings'], second: ['save'] } }), 'layers'],
    [
      'a variant hides it',
      noticeContent({ variants: [{ ...variant, layers: { ...layers, first: ['acceptAll', 'settings'] } }] }),
      'variants.0.layers.first',
    ],
    [
      'both buttons say the same',
      noticeContent({
        translations: { en: noticeText('en', { labels: { ...noticeText('en').labels, rejectAll: 'ACCEPT ALL en ' } }) },
      }),
      'translations.en.labels.rejectAll',
    ],
    ...(
      [
        ['is blank', '   '],
        ['is of zero width', '\u200b\u2060'],
        ['is a filler', '\u3164\u2800'],
        ['says what granting says, but for what nobody sees', 'Accept\u200b all en'],
      ] as const
    ).map(
      ([how, rejectAll]) =>
        [
          `the label of the refusal ${how}`,
          noticeContent({
            translations: { en: noticeText('en', { labels: { ...noticeText('en').labels, rejectAll } }) },
          }),
          'translations.en.labels.rejectAll',
        ] as [string, DraftContent, string],
    ),
  ])('is refused where %s', (_, content, path) => {
    expect(paths(refusalFaults(content))).toEqual([path]);
  });

  it.each<[string, DraftContent, string[]]>([
    [
      'a language that another text has',
      noticeContent({ variants: [{ ...variant, translations: { en: noticeText('en') } }] }),
      ['variants.0.translations.de'],
    ],
    ['its default language', noticeContent({ defaultLanguage: 'fr' }), ['translations.fr']],
    [
      'a category',
      noticeContent({ categories: ['ESSENTIALS', 'STATISTICS'] }),
      ['categories', 'translations.de.categories.MARKETING', 'translations.en.categories.MARKETING'],
    ],
    [
      'a message that another language has',
      noticeContent({ translations: { de: noticeText('de', { messages: {} }), en: noticeText('en') } }),
      ['translations.de.messages.saved'],
    ],
    [
      'the controller',
      noticeContent({ controller: { name: '', contact: ' ' } }),
      ['controller.name', 'controller.contact'],
    ],
    [
      'a title, a label and a description that can be seen',
      noticeContent({
        translations: {
          en: noticeText('en', {
            title: '\u200b',
            labels: { ...noticeText('en').labels, close: ' \ufeff ' },
            categories: { ...noticeText('en').categories, STATISTICS: { name: 'Statistics', description: '\u00ad' } },
          }),
        },
      }),
      ['translations.en.title', 'translations.en.labels.close', 'translations.en.categories.STATISTICS.description'],
    ],
    [
      'the privacy policy',
      noticeContent({ translations: { en: noticeText('en', { links: [] }) } }),
      ['translations.en.links'],
    ],
    ['a name for each variant', noticeContent({ variants: [variant, variant] }), ['variants.1.name']],
    [
      'anybody for its own wording',
      noticeContent({
        variants: [
          { ...variant, share: 60 },
          { ...variant, name: 'b', share: 60 },
        ],
      }),
      ['variants'],
    ],
  ])('is not complete without %s', (_, content, expected) => {
    expect(paths(completenessFaults(content, CATEGORIES))).toEqual(expected);
  });

  it('is not complete with a category that there is not', () => {
    const content = noticeContent({ categories: [...CATEGORIES, 'PREFERENCES' as 'MARKETING'] });
    expect(paths(completenessFaults(content, CATEGORIES))).toContain('categories');
  });
});
