import { type Regime } from '@nest-privacy/core';

/** What a page is told so that its script can read the visitor's cookie by itself, as the server would, without a request. */
export interface PageSettings {
  /** Paths of this site, or absolute URLs: where decisions go, where events go (`null`: nowhere), and the page with all choices. */
  readonly paths: { readonly consent: string; readonly events: string | null; readonly choices: string };
  /** Name of the readable cookie as the request came, with its prefix over https: of no other is anything believed. A cache keeps pages by scheme. */
  readonly cookie: string;
  /** The optional categories, in order. */
  readonly categories: readonly string[];
  /** How `unset` is read; a category that is not named is opt-in. Empty on a page that caches share, where what is strictest holds. */
  readonly regimes: Readonly<Record<string, Regime>>;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly string[];
  /** The notice of today, and upon which versions decisions still count; `validity` `null`: upon this one alone. */
  readonly notice: {
    readonly version: number;
    readonly validity: { readonly since: number; readonly renewals: Readonly<Record<string, number>> } | null;
  };
  /** What the catalogue holds; `renewals` `null`: that is not known, and no grant is covered. */
  readonly catalogue: {
    readonly version: number | null;
    readonly renewals: Readonly<Record<string, { readonly version: number; readonly at: number }>> | null;
  };
  /** How long a refusal is left in peace: milliseconds, or months of the calendar. */
  readonly reaskNotBefore: number | { readonly months: number };
  /** Whether visitors have to be shown that GPC was honoured. */
  readonly showsGpc: boolean;
  /** What the server heard of the browser; `null` on a page that caches share. */
  readonly signals: { readonly dnt: boolean | null; readonly gpc: boolean } | null;
}
