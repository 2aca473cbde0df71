import { type CatalogueReader, type ConsentCategory, ESSENTIALS, type ShownItem } from '@nest-privacy/core';
import { negotiateLanguage } from '@nest-privacy/core/kit';
import { type DraftContent, type DraftText } from './content/notice-content.js';

/** A category as a visitor reads of it. */
export interface PublicNoticeCategory {
  readonly category: ConsentCategory;
  readonly name: string;
  readonly description: string;
  /** Whether it is always on, so that nothing is decided about it. */
  readonly required: boolean;
  /** What the catalogue of tracking items holds of it today. */
  readonly items: readonly ShownItem[];
}

/** A notice as a visitor is shown it, in one language; plain text throughout, with line breaks in `body` and descriptions. */
export interface PublicNotice {
  readonly site: string;
  /** To be named by the decision, as are {@link language}, {@link variant} and the catalogue's version; `null` in the preview of a draft. */
  readonly noticeVersion: number | null;
  /** Hex SHA-256 of all that the version holds, by which records name it; `null` in the preview of a draft. */
  readonly noticeHash: string | null;
  readonly language: string;
  /** How its script is written. */
  readonly direction: 'ltr' | 'rtl';
  readonly languages: readonly string[];
  /** Which wording this is; `null` for the notice's own. */
  readonly variant: string | null;
  /** The wordings beside the notice's own, and how many percent of the visitors each is meant for. */
  readonly variants: readonly { readonly name: string; readonly share: number }[];
  readonly controller: DraftContent['controller'];
  readonly layers: DraftContent['layers'];
  readonly title: string;
  readonly body: string;
  readonly labels: DraftText['labels'];
  readonly messages: DraftText['messages'];
  readonly links: DraftText['links'];
  readonly categories: readonly PublicNoticeCategory[];
  /** The catalogue that {@link categories} show; `null` without one. */
  readonly catalogueVersion: number | null;
  readonly catalogueHash: string | null;
}

/** In which words a visitor wants the notice. */
export interface NoticeWish {
  /** Asked for explicitly. */
  readonly language?: string | undefined;
  /** An `Accept-Language` header. */
  readonly acceptLanguage?: string | undefined;
  /** Name of a variant; one that there is not means the notice's own wording. */
  readonly variant?: string | undefined;
}

/** What is rendered. */
export interface RenderedNotice {
  readonly siteId: string;
  readonly version: number | null;
  readonly sha256: string | null;
  readonly content: DraftContent;
}

const RIGHT_TO_LEFT: ReadonlySet<string | undefined> = new Set([
  'Arab',
  'Hebr',
  'Thaa',
  'Syrc',
  'Nkoo',
  'Adlm',
  'Rohg',
]);
const EMPTY: DraftText = { title: '', body: '', labels: {}, messages: {}, categories: {}, links: [] };

/** The language and the variant that fit a wish best. */
export function chosenWording(
  { content }: RenderedNotice,
  wish: NoticeWish,
): { language: string; variant: string | null } {
  const variant = content.variants.find(({ name }) => name === wish.variant);
  const available = new Set(Object.keys((variant ?? content).translations));
  const { defaultLanguage } = content;
  const wishes = { requested: wish.language, accepted: wish.acceptLanguage, available, defaultLanguage };
  return { language: negotiateLanguage(wishes), variant: variant?.name ?? null };
}

/** Puts a notice and the catalogue of today into words. */
export function renderNotice(
  { siteId, version, sha256, content }: RenderedNotice,
  { language, variant: name }: { readonly language: string; readonly variant: string | null },
  catalogue: CatalogueReader | undefined,
): PublicNotice {
  const variant = content.variants.find((one) => one.name === name);
  const { layers, translations } = variant ?? content;
  const text = translations[language] ?? EMPTY;
  const known = catalogue?.known(siteId);
  const items = catalogue?.shown?.(siteId, language);
  return {
    site: siteId,
    noticeVersion: version,
    noticeHash: sha256,
    language,
    direction: RIGHT_TO_LEFT.has(new Intl.Locale(language || 'en').maximize().script) ? 'rtl' : 'ltr',
    languages: Object.keys(translations),
    variant: variant?.name ?? null,
    variants: content.variants.map(({ name: other, share }) => ({ name: other, share })),
    controller: content.controller,
    layers,
    title: text.title,
    body: text.body,
    labels: text.labels,
    messages: text.messages,
    links: text.links,
    categories: content.categories.map((category) => ({
      category,
      name: text.categories[category]?.name ?? '',
      description: text.categories[category]?.description ?? '',
      required: category === ESSENTIALS,
      items: items?.get(category) ?? [],
    })),
    catalogueVersion: known?.version ?? null,
    catalogueHash: known?.sha256 ?? null,
  };
}
