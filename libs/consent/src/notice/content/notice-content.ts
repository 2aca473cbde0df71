import { type ConsentCategory } from '@nest-privacy/core';

/** What a visitor can press. */
export const NOTICE_BUTTONS = ['acceptAll', 'rejectAll', 'save', 'settings', 'close', 'withdraw'] as const;

/** One of {@link NOTICE_BUTTONS}. */
export type NoticeButton = (typeof NOTICE_BUTTONS)[number];

/** Sentences and words beside the buttons that a surface may need; those that a notice has it has in every language. */
export const NOTICE_MESSAGES = [
  'alwaysOn',
  'details',
  'saved',
  'change',
  'object',
  'optOut',
  'gpcHonoured',
  'gpcAcknowledge',
  'blocked',
  'provider',
  'purpose',
  'lifetime',
  'cookies',
  'decidedAt',
  'record',
  'once',
  'always',
  'open',
  'loaded',
  'failed',
  'offline',
  'reload',
] as const;

/** One of {@link NOTICE_MESSAGES}. */
export type NoticeMessage = (typeof NOTICE_MESSAGES)[number];

/** Where a link of a notice leads. */
export const NOTICE_LINKS = ['privacy-policy', 'imprint', 'other'] as const;

/** A link beside the text, for the text itself has none. */
export interface NoticeLink {
  readonly rel: (typeof NOTICE_LINKS)[number];
  readonly label: string;
  /** An http(s) URL, or a path of the site. */
  readonly url: string;
}

/** What is said of a category. */
export interface NoticeCategoryText {
  readonly name: string;
  readonly description: string;
}

/** A notice in one language. Plain text throughout: no markup is read in it, and a line break in a body or description ends a paragraph. */
export interface NoticeText {
  readonly title: string;
  readonly body: string;
  readonly labels: Readonly<Record<NoticeButton, string>>;
  readonly messages: Readonly<Partial<Record<NoticeMessage, string>>>;
  /** One entry for each category of the notice. */
  readonly categories: Readonly<Partial<Record<ConsentCategory, NoticeCategoryText>>>;
  readonly links: readonly NoticeLink[];
}

/** Which buttons stand where, in this order: on the first layer, which is seen at once, and on the second, behind `settings`. */
export interface NoticeLayers {
  readonly first: readonly NoticeButton[];
  readonly second: readonly NoticeButton[];
}

/** How a notice puts it: its own texts, or those of a variant. */
export interface NoticeWording {
  readonly layers: NoticeLayers;
  /** By language (BCP 47, canonical), at least the default one. */
  readonly translations: Readonly<Record<string, NoticeText>>;
}

/** Another wording, which a part of the visitors is shown instead. */
export interface NoticeVariant extends NoticeWording {
  readonly name: string;
  /** Part of the visitors in percent; what no variant takes is shown the notice's own wording. */
  readonly share: number;
}

/** Who is responsible for the processing. */
export interface NoticeController {
  readonly name: string;
  /** How to reach them: a postal address, an e-mail address, a telephone number. */
  readonly contact: string;
}

/** All that an editor decides of a notice. */
export interface NoticeContent extends NoticeWording {
  readonly defaultLanguage: string;
  readonly controller: NoticeController;
  /** The categories offered, in the order in which they are shown. */
  readonly categories: readonly ConsentCategory[];
  readonly variants: readonly NoticeVariant[];
}

/** A notice in one language that is still being written. */
export type DraftText = Omit<NoticeText, 'labels'> & {
  readonly labels: Readonly<Partial<NoticeText['labels']>>;
};

interface DraftWording {
  readonly layers: NoticeLayers;
  readonly translations: Readonly<Record<string, DraftText>>;
}

/** Another wording that is still being written. */
export type DraftVariant = Omit<NoticeVariant, keyof NoticeWording> & DraftWording;

/** A notice that is still being written: of the right shape, and perhaps not complete. */
export type DraftContent = Omit<NoticeContent, 'variants' | keyof NoticeWording> &
  DraftWording & { readonly variants: readonly DraftVariant[] };

/** What a published version holds, and its hash covers. */
export interface PublishedContent extends NoticeContent {
  /** The catalogue of tracking items when it was published; `null` without one. */
  readonly catalogue: { readonly version: number; readonly sha256: string } | null;
}
