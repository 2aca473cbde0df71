import { type Regime, type Signals } from './consent-state.js';

/** A stretch of time: milliseconds, or months of the calendar in UTC. */
export type Span = number | { readonly months: number };

/** Since when a category holds what earlier grants do not cover: the version of the catalogue, and the milliseconds since the epoch of its publication. */
export interface Renewal {
  readonly version: number;
  readonly at: number;
}

/**
 * What the server tells a page in `<script type="application/json" id="nest-privacy">`, so that it reads the visitor's cookie by itself and a visitor who
 * decided costs no request.
 */
export interface PageSettings {
  /** Paths of this site, or URLs: where decisions go, where events go (`null`: nowhere), and the page with all choices. */
  readonly paths: { readonly consent: string; readonly events: string | null; readonly choices: string };
  /** Name of the readable cookie, with the prefix that it has over https: of no other is anything believed. */
  readonly cookie: string;
  /** The optional categories, in order. */
  readonly categories: readonly string[];
  /** How `unset` is read; a category that is not named is `opt-in`. Empty on a page that caches share, which is the strictest. */
  readonly regimes: Readonly<Record<string, Regime>>;
  /** Categories that GPC switches off. */
  readonly gpcAffects: readonly string[];
  /** Today's notice, and upon which versions decisions count; with validity `null` upon today's alone. */
  readonly notice: {
    readonly version: number;
    readonly validity: { readonly since: number; readonly renewals: Readonly<Record<string, number>> } | null;
  };
  /** Today's catalogue, with version `null` where there is none; renewals are `null` while they are not known, when no grant is covered. */
  readonly catalogue: {
    readonly version: number | null;
    readonly renewals: Readonly<Record<string, Renewal>> | null;
  };
  /** How long a refusal is left in peace, from the decision. */
  readonly reaskNotBefore: Span;
  /** Whether visitors have to be shown that GPC was honoured. */
  readonly showsGpc: boolean;
  /** What the server heard; `null` on a page that caches share. */
  readonly signals: Signals | null;
}
