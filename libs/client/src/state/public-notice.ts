/** What a visitor can press. */
export type NoticeButton = 'acceptAll' | 'rejectAll' | 'save' | 'settings' | 'close' | 'withdraw';

/** Sentences and words beside the buttons; a notice need not have them. */
export type NoticeMessage =
  | 'alwaysOn'
  | 'details'
  | 'saved'
  | 'change'
  | 'object'
  | 'optOut'
  | 'gpcHonoured'
  | 'gpcAcknowledge'
  | 'blocked'
  | 'provider'
  | 'purpose'
  | 'lifetime'
  | 'cookies'
  | 'decidedAt'
  | 'record'
  | 'once'
  | 'always'
  | 'open'
  | 'loaded'
  | 'failed'
  | 'offline'
  | 'reload';

/** A link beside the text. */
export interface NoticeLink {
  readonly rel: 'privacy-policy' | 'imprint' | 'other';
  readonly label: string;
  /** An http(s) URL, or a path of the site. */
  readonly url: string;
}

/** One cookie, script, pixel or store of the catalogue. */
export interface NoticeItem {
  readonly id: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly provider: string | null;
  readonly domain: string | null;
  /** For machines: `session`, `persistent` or an ISO 8601 duration. */
  readonly lifetime: string | null;
  /** For people. */
  readonly lifetimeText: string | null;
  /** Language of the texts, which may be a fallback. */
  readonly language: string;
  /** The cookies by which it is known. */
  readonly cookies: readonly NoticeCookie[];
}

/** What is left out, or `null`, may be any. */
export interface NoticeCookie {
  readonly name: string;
  /** How the name is read: `literal`, `glob` or `regex`. @default literal */
  readonly match?: string;
  readonly domain?: string | null;
  readonly path?: string | null;
  readonly httpOnly?: boolean | null;
}

/** A category as a visitor reads of it. */
export interface PublicNoticeCategory {
  readonly category: string;
  readonly name: string;
  readonly description: string;
  /** Whether it is always on, so that nothing is decided about it. */
  readonly required: boolean;
  /** What the catalogue of tracking items holds of it today. */
  readonly items: readonly NoticeItem[];
}

/** A notice in one language: the answer of `GET /consent/notice`. Plain text throughout; a line break in `body` or a description ends a paragraph. */
export interface PublicNotice {
  readonly site: string;
  /** To be named by the decision, as are {@link language}, {@link variant} and the catalogue's version; `null` in the preview of a draft. */
  readonly noticeVersion: number | null;
  /** Hex SHA-256 of all that the version holds; `null` in the preview of a draft. */
  readonly noticeHash: string | null;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly languages: readonly string[];
  /** Which wording this is; `null` for the notice's own. */
  readonly variant: string | null;
  /** The wordings beside the notice's own, and how many percent of the visitors each is meant for. */
  readonly variants: readonly { readonly name: string; readonly share: number }[];
  readonly controller: { readonly name: string; readonly contact: string };
  /** Which buttons stand where, in this order. */
  readonly layers: { readonly first: readonly NoticeButton[]; readonly second: readonly NoticeButton[] };
  readonly title: string;
  readonly body: string;
  readonly labels: Readonly<Partial<Record<NoticeButton, string>>>;
  readonly messages: Readonly<Partial<Record<NoticeMessage, string>>>;
  readonly links: readonly NoticeLink[];
  readonly categories: readonly PublicNoticeCategory[];
  /** The catalogue that {@link categories} show; `null` without one. */
  readonly catalogueVersion: number | null;
  readonly catalogueHash: string | null;
}

/** In which words a visitor wants the notice. */
export interface NoticeWish {
  /** BCP 47. @default that of the page, `<html lang>`, else the browser's */
  readonly language?: string | undefined;
  /** @default the notice's own wording */
  readonly variant?: string | undefined;
}

/** Where a notice is shown. */
export type NoticeSurface = 'banner' | 'dialog' | 'page' | 'embed' | 'other';
