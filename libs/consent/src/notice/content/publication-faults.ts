import { type ConsentCategory, type ProblemPart } from '@nest-privacy/core';
import {
  type DraftContent,
  type DraftText,
  NOTICE_BUTTONS,
  NOTICE_MESSAGES,
  type NoticeLayers,
} from './notice-content.js';

/** A wording, and where in the notice it stands. */
interface Placed {
  readonly path: string;
  readonly layers: NoticeLayers;
  readonly translations: Readonly<Record<string, DraftText>>;
}

const REFUSAL =
  'where consent can be given it must be refusable as easily and in the same place (GDPR Art. 7(3); EDPB Cookie Banner Taskforce 2023, 8)';

const wordingsOf = (content: DraftContent): readonly Placed[] => [
  { path: '', layers: content.layers, translations: content.translations },
  ...content.variants.map(({ layers, translations }, i) => ({ path: `variants.${i}.`, layers, translations })),
];

/** Controls, format characters, and what Unicode has fonts show nothing of. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{DI}\u2800]/gu;

/** What there is to be seen of a text. */
const seen = (text: string): string => text.normalize('NFKC').replace(INVISIBLE, '').trim();

const same = (one: string, other: string | undefined): boolean =>
  other !== undefined && seen(one).toLowerCase() === seen(other).toLowerCase();

/** Why somebody who is shown this could not refuse as easily as grant; none where they can. */
export const refusalFaults = (content: DraftContent): readonly ProblemPart[] =>
  wordingsOf(content).flatMap(({ path, layers, translations }) => [
    ...(['first', 'second'] as const)
      .filter((layer) => layers[layer].includes('acceptAll') && !layers[layer].includes('rejectAll'))
      .map((layer) => ({
        path: `${path}layers.${layer}`,
        detail: `has the button acceptAll without rejectAll: ${REFUSAL}`,
      })),
    ...(!layers.first.includes('rejectAll') && !layers.second.includes('rejectAll')
      ? [{ path: `${path}layers`, detail: `have no button rejectAll: ${REFUSAL}` }]
      : []),
    ...Object.entries(translations).flatMap(([language, { labels }]) => {
      const at = `${path}translations.${language}.labels.rejectAll`;
      if (labels.rejectAll === undefined || seen(labels.rejectAll) === '')
        return [{ path: at, detail: `is missing: ${REFUSAL}` }];
      if (same(labels.rejectAll, labels.acceptAll)) return [{ path: at, detail: 'says the same as acceptAll' }];
      return [];
    }),
  ]);

/** What a draft lacks to be shown to anybody, beside {@link refusalFaults}. */
export function completenessFaults(
  content: DraftContent,
  categories: readonly ConsentCategory[],
): readonly ProblemPart[] {
  const wordings = wordingsOf(content);
  const languages = new Set(wordings.flatMap(({ translations }) => Object.keys(translations)));
  return [
    ...categoryFaults(content, categories),
    ...absent({ name: content.controller.name, contact: content.controller.contact }, 'controller.'),
    ...(content.defaultLanguage === '' ? [{ path: 'defaultLanguage', detail: 'is missing' }] : []),
    ...(content.defaultLanguage !== '' && !languages.has(content.defaultLanguage)
      ? [{ path: `translations.${content.defaultLanguage}`, detail: 'is missing, and is the default language' }]
      : []),
    ...variantFaults(content),
    ...wordings.flatMap((wording) => wordingFaults(wording, [...languages], content.categories)),
  ];
}

function categoryFaults({ categories: offered }: DraftContent, known: readonly ConsentCategory[]): ProblemPart[] {
  const unknown = offered.filter((category) => !known.includes(category));
  const missing = known.filter((category) => !offered.includes(category));
  return [
    ...unknown.map((category) => ({ path: 'categories', detail: `has ${category}; use ${known.join(', ')}` })),
    ...missing.map((category) => ({
      path: 'categories',
      detail: `lacks ${category}, which visitors decide about or rely on`,
    })),
  ];
}

function variantFaults({ variants }: DraftContent): ProblemPart[] {
  const names = variants.map(({ name }) => name);
  const shares = variants.reduce((sum, { share }) => sum + share, 0);
  return [
    ...names.flatMap((name, i) =>
      name === '' || names.indexOf(name) < i
        ? [{ path: `variants.${i}.name`, detail: 'must be a name of its own' }]
        : [],
    ),
    ...(shares > 99
      ? [{ path: 'variants', detail: 'leave nobody to the notice’s own wording; shares add up to 99 at most' }]
      : []),
  ];
}

function wordingFaults(
  { path, layers, translations }: Placed,
  languages: readonly string[],
  categories: readonly ConsentCategory[],
): ProblemPart[] {
  const said = NOTICE_MESSAGES.filter((name) => Object.values(translations).some(({ messages }) => messages[name]));
  return [
    ...(layers.first.length === 0 ? [{ path: `${path}layers.first`, detail: 'has no button' }] : []),
    ...languages.flatMap((language) => {
      const text = translations[language];
      const at = `${path}translations.${language}`;
      if (text === undefined) return [{ path: at, detail: 'is missing, while another text of this notice has it' }];
      return textFaults(text, `${at}.`, { said, categories });
    }),
  ];
}

function textFaults(
  text: DraftText,
  path: string,
  { said, categories }: { said: readonly (typeof NOTICE_MESSAGES)[number][]; categories: readonly ConsentCategory[] },
): ProblemPart[] {
  const labels = NOTICE_BUTTONS.filter((name) => name !== 'rejectAll').map((name) => [name, text.labels[name] ?? '']);
  const messages = said.map((name) => [name, text.messages[name] ?? '']);
  const others = Object.keys(text.categories).filter((name) => !categories.includes(name as ConsentCategory));
  return [
    ...absent({ title: text.title, body: text.body }, path),
    ...absent(Object.fromEntries(labels) as Record<string, string>, `${path}labels.`),
    ...absent(Object.fromEntries(messages) as Record<string, string>, `${path}messages.`),
    ...categories.flatMap((category) => {
      const { name, description } = text.categories[category] ?? { name: '', description: '' };
      return absent({ name, description }, `${path}categories.${category}.`);
    }),
    ...others.map((name) => ({ path: `${path}categories.${name}`, detail: 'is no category of this notice' })),
    ...text.links.flatMap(({ label, url }, i) => absent({ label, url }, `${path}links.${i}.`)),
    ...(text.links.some(({ rel }) => rel === 'privacy-policy')
      ? []
      : [{ path: `${path}links`, detail: 'must have one with the rel "privacy-policy"' }]),
  ];
}

const absent = (texts: Readonly<Record<string, string>>, path: string): ProblemPart[] =>
  Object.entries(texts)
    .filter(([, text]) => seen(text) === '')
    .map(([name]) => ({ path: `${path}${name}`, detail: 'is missing' }));
