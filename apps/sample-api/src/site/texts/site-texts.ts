import { type NoticeText } from '@nest-privacy/consent';
import { type Html } from '../html.js';
import { type CategoryText, type ChoiceTexts } from './choice-texts.js';
import { type PageTexts } from './page-texts.js';

/** A page that is nothing but words. */
export interface PlainText {
  readonly title: string;
  readonly text: string;
}

/** Every word of the site, in one language. */
export interface SiteTexts extends PageTexts {
  /** BCP 47, for `<html lang>` and the catalogue. */
  readonly language: string;
  /** How its script is written. */
  readonly direction: 'ltr' | 'rtl';
  /** What it calls itself. */
  readonly name: string;
  readonly shop: string;
  readonly skip: string;
  readonly navigation: {
    readonly label: string;
    readonly pages: readonly (readonly [path: string, label: string])[];
    /** What the choice of a language is called. */
    readonly languages: string;
  };
  readonly footer: Readonly<Record<'about' | 'api', string>>;
  /** What the first notice says. */
  readonly notice: NoticeText;
  /** By the category's name in code; one that is missing is called that. */
  readonly categories: Readonly<Record<string, CategoryText>>;
  readonly choices: ChoiceTexts;
  readonly catalogue: CatalogueTexts;
  /** What visitors may ask of what is kept of them. */
  readonly ownData: Readonly<Record<'title' | 'text' | 'history' | 'export' | 'sure' | 'erase', string>>;
  readonly anywhere: { readonly title: string; readonly body: (path: string) => Html };
  readonly outdated: PlainText & { readonly lead: string };
  /** By code, and for those that have none of their own by HTTP status. */
  readonly problems: Readonly<Record<string | number, PlainText>>;
  readonly anyProblem: PlainText;
}

/** The words of the list of everything that is used. */
export interface CatalogueTexts {
  readonly title: string;
  readonly nothing: string;
  readonly provider: string;
  readonly purpose: string;
  readonly lifetime: string;
  readonly cookies: string;
}
