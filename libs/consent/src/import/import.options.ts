import { type ConsentCategory } from '@nest-privacy/core';

/** The tools whose consent can be taken over; `table` is a CSV or NDJSON file that anything may have written, and no cookie. */
export type ImportTool = 'vanilla-cookieconsent' | 'klaro' | 'c15t' | 'django-privacy-mgmt' | 'onetrust' | 'table';

/** A tool that asked for consent before. What it kept is taken over as found, and proves nothing: a record says where it is from. */
export interface ConsentImport {
  /** Which tool it was. */
  readonly source: ImportTool;
  /**
   * Which categories the tool's own names (of categories, services or groups) stand for. A category is refused where one of its names was, and granted only
   * where all were. @default of django-privacy-mgmt, its three categories; required otherwise
   */
  readonly categories?: Readonly<Record<string, ConsentCategory>> | undefined;
  /** Name of the tool's cookie. @default the one that the tool uses by itself */
  readonly cookie?: string | undefined;
  /**
   * Categories whose grants count until visitors are asked again: only say so where the tool's notice said what yours says, and you can show it. Refusals
   * always count. @default none: grants are recorded and asked about again
   */
  readonly trusted?: readonly ConsentCategory[] | undefined;
  /** The version of your notice that says what the tool's notice said; required with `trusted`. @default none */
  readonly noticeVersion?: number | undefined;
  /** Of django-privacy-mgmt: whether values that equal its defaults were chosen, although it writes them down where nobody chose. @default false */
  readonly defaultsAreChoices?: boolean | undefined;
}
