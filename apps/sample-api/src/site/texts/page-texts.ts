import { type RefusedTexts } from './choice-texts.js';

/** Something to read. */
export interface Piece {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A way to another page. */
export interface Door {
  readonly title: string;
  readonly text: string;
  readonly link: string;
}

/** A book on the table. */
export interface Book {
  readonly title: string;
  readonly about: string;
  readonly price: string;
}

/** The words of each page. */
export interface PageTexts {
  readonly home: {
    readonly title: string;
    readonly eyebrow: string;
    readonly lead: string;
    /** By path. */
    readonly doors: Readonly<Record<'/articles' | '/offers' | '/visit' | '/privacy', Door>>;
  };
  readonly demo: Readonly<Record<'title' | 'text' | 'track' | 'load' | 'sent' | 'failed', string>>;
  readonly articles: { readonly title: string; readonly lead: string; readonly pieces: readonly Piece[] };
  readonly offers: {
    readonly title: string;
    readonly lead: string;
    readonly books: readonly Book[];
    readonly after: string;
  };
  readonly refused: RefusedTexts;
  readonly visit: VisitTexts;
  readonly privacy: { readonly title: string; readonly paragraphs: readonly string[] };
}

/** The words of the page on which vendors wait for consent. */
export interface VisitTexts {
  readonly title: string;
  readonly lead: string;
  readonly address: string;
  readonly hours: {
    readonly title: string;
    readonly days: readonly (readonly [days: string, from: string, until: string])[];
  };
  readonly film: string;
  readonly map: string;
  /** Where there is no such vendor. */
  readonly absent: { readonly text: string; readonly how: string };
  readonly scripts: Readonly<Record<'title' | 'text' | 'waits' | 'allowed', string>>;
  /** What counts, and the words before its number. */
  readonly counter: Readonly<Record<'title' | 'text' | 'said', string>>;
  readonly readers: Readonly<Record<'title' | 'text', string>>;
}
