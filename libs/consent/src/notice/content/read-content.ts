import { type ProblemPart } from '@nest-privacy/core';
import { canonicalLanguage, invalidInput, jsonFaults } from '@nest-privacy/core/kit';
import { ContentReader } from './content-reader.js';
import { isLinkTarget } from './link-target.js';
import {
  type DraftContent,
  type DraftText,
  type DraftVariant,
  NOTICE_BUTTONS,
  NOTICE_LINKS,
  NOTICE_MESSAGES,
  type NoticeButton,
  type NoticeLayers,
} from './notice-content.js';
import { NOTICE_LIMITS as MOST } from './notice-limits.js';

const SLUG = /^[A-Za-z][A-Za-z0-9_.-]{0,31}$/;
const CATEGORY = /^[A-Z][A-Z0-9_]{0,31}$/;
const LANGUAGES = { most: MOST.languages, what: 'a language tag such as "en" or "de-CH"', nameOf: canonicalLanguage };
const CATEGORIES = {
  most: 64,
  what: 'the name of a category',
  nameOf: (name: string) => (CATEGORY.test(name) ? name : undefined),
};

const isButton = (word: unknown): word is NoticeButton => NOTICE_BUTTONS.includes(word as NoticeButton);
const isCategory = (word: unknown): word is DraftContent['categories'][number] =>
  typeof word === 'string' && CATEGORY.test(word);
const isSlug = (value: unknown): value is string => typeof value === 'string' && SLUG.test(value);
const isLanguage = (value: unknown): value is string => canonicalLanguage(value) !== undefined;

const WORDING = ['layers', 'translations'];

/**
 * Reads what an editor sent of a notice, and normalises it: what is missing is empty, for a draft may be half done. What stands in the way of
 * publishing it is another question.
 *
 * @throws ProblemException 400 `VALIDATION_FAILED` with the path of each fault
 */
export function readContent(raw: unknown): DraftContent {
  const faults: ProblemPart[] = [...jsonFaults(raw)];
  if (faults.length > 0) throw invalidInput(faults);
  const content = contentOf(ContentReader.of(raw, faults));
  if (faults.length > 0) throw invalidInput(faults);
  if (JSON.stringify(content).length <= MOST.whole) return content;
  throw invalidInput([{ path: '', detail: `must have ${MOST.whole} characters at most, all texts together` }]);
}

/** Reads one language of a notice. @throws as {@link readContent} */
export function readText(raw: unknown): DraftText {
  const faults: ProblemPart[] = [...jsonFaults(raw)];
  const text = textOf(ContentReader.of(raw, faults));
  if (faults.length > 0) throw invalidInput(faults);
  return text;
}

function contentOf(reader: ContentReader): DraftContent {
  reader.refuseUnknown(['defaultLanguage', 'controller', 'categories', 'variants', ...WORDING]);
  const controller = reader.child('controller').refuseUnknown(['name', 'contact']);
  const defaultLanguage = reader.checked('defaultLanguage', isLanguage, 'a language tag such as "en"');
  return {
    defaultLanguage: canonicalLanguage(defaultLanguage) ?? '',
    controller: {
      name: controller.line('name', MOST.controllerName),
      contact: controller.text('contact', MOST.controllerContact),
    },
    categories: reader.words('categories', isCategory, 'categories'),
    ...wordingOf(reader),
    variants: reader.children('variants', MOST.variants).map(variantOf),
  };
}

const variantOf = (reader: ContentReader): DraftVariant => {
  reader.refuseUnknown(['name', 'share', ...WORDING]);
  return {
    name: reader.checked('name', isSlug, 'up to 32 letters, digits, "-", "_" or ".", beginning with a letter'),
    share: reader.number('share', [1, 99], 50),
    ...wordingOf(reader),
  };
};

const wordingOf = (reader: ContentReader): Pick<DraftContent, 'layers' | 'translations'> => ({
  layers: layersOf(reader.child('layers')),
  translations: reader.child('translations').entries(LANGUAGES, textOf),
});

const layersOf = (reader: ContentReader): NoticeLayers => {
  reader.refuseUnknown(['first', 'second']);
  const what = `buttons (${NOTICE_BUTTONS.join(', ')})`;
  return { first: reader.words('first', isButton, what), second: reader.words('second', isButton, what) };
};

const textOf = (reader: ContentReader): DraftText => {
  reader.refuseUnknown(['title', 'body', 'labels', 'messages', 'categories', 'links']);
  return {
    title: reader.line('title', MOST.title),
    body: reader.text('body', MOST.body),
    labels: reader.child('labels').lines(NOTICE_BUTTONS, MOST.label),
    messages: reader.child('messages').lines(NOTICE_MESSAGES, MOST.message),
    categories: reader.child('categories').entries(CATEGORIES, (category) => {
      category.refuseUnknown(['name', 'description']);
      return {
        name: category.line('name', MOST.categoryName),
        description: category.text('description', MOST.categoryDescription),
      };
    }),
    links: reader.children('links', MOST.links).map((link) => {
      link.refuseUnknown(['rel', 'label', 'url']);
      return {
        rel: link.word('rel', NOTICE_LINKS, 'other'),
        label: link.line('label', MOST.linkLabel),
        url: link.checked('url', isLinkTarget, 'an http(s) URL, or a path of the site that begins with "/"'),
      };
    }),
  };
};
