import { type Html } from '../html.js';
import { type Standing } from '../pages/standing.js';

/** How a purpose is called, and what it is for. */
export interface CategoryText {
  readonly name: string;
  readonly description: string;
}

/** A page that is nothing but words. */
export interface PlainText {
  readonly title: string;
  readonly text: string;
}

/** Every word of the site, in one language. */
export interface SiteTexts {
  /** BCP 47, for `<html lang>` and the catalogue. */
  readonly language: string;
  readonly shop: string;
  readonly skip: string;
  readonly navigation: { readonly label: string; readonly pages: readonly (readonly [path: string, label: string])[] };
  readonly footer: Html;
  /** By the category's name in code; one that is missing is called that. */
  readonly categories: Readonly<Record<string, CategoryText>>;
  readonly choices: ChoiceTexts;
  readonly catalogue: {
    readonly title: string;
    readonly nothing: string;
    readonly columns: readonly [name: string, provider: string, purpose: string, lifetime: string];
  };
  readonly home: { readonly title: string; readonly body: Html };
  readonly demo: DemoTexts;
  readonly articles: { readonly title: string; readonly body: Html };
  readonly offers: { readonly title: string; readonly body: Html };
  readonly privacy: { readonly title: string; readonly body: Html };
  /** What visitors may ask of what is kept of them. */
  readonly ownData: Readonly<Record<'title' | 'history' | 'export' | 'sure' | 'erase', string>>;
  readonly anywhere: { readonly title: string; readonly body: (path: string) => Html };
  readonly refused: RefusedTexts;
  readonly outdated: { readonly title: string; readonly body: Html };
  /** By code, and for those that have none of their own by HTTP status. */
  readonly problems: Readonly<Record<string | number, PlainText>>;
  readonly anyProblem: PlainText;
}

/** The words of the form in which visitors decide. */
export interface ChoiceTexts {
  readonly title: string;
  readonly gpc: string;
  /** Where the law wants it shown that the signal was honoured. */
  readonly gpcHonoured: string;
  readonly dntOn: string;
  readonly dntOff: string;
  readonly noSignal: string;
  readonly on: string;
  readonly off: string;
  readonly always: string;
  readonly standings: Readonly<Record<Standing, string>>;
  readonly allow: string;
  readonly refuse: string;
  readonly acknowledge: string;
  readonly save: string;
  readonly acceptAll: string;
  readonly rejectAll: string;
  readonly withdraw: string;
  readonly withdrawn: string;
  /** @param names of what is on now */
  readonly saved: (names: readonly string[]) => string;
}

/** The words of the part of a page in which the JavaScript API is tried. */
export interface DemoTexts {
  readonly title: string;
  readonly text: string;
  readonly track: string;
  readonly load: string;
  readonly sent: string;
  readonly failed: string;
}

/** Why a page stays closed. */
export interface RefusedTexts {
  readonly title: string;
  readonly why: string;
  readonly reasons: Readonly<Record<Exclude<Standing, 'allowed'>, (category: Html) => Html>>;
  readonly how: string;
  readonly gpc: string;
  readonly rest: string;
}
