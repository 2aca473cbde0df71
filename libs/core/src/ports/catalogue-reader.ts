import { type ConsentCategory } from '../category-registry.js';

/** Which catalogue of tracking items a visitor is shown, as evidence beside the decision. */
export interface CatalogueVersion {
  /** Grows by one with every change, per site. */
  readonly version: number;
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of the site's catalogue. */
  readonly sha256: string;
}

/** Kinds of change that may let earlier grants lapse: any change of a category, or one that brings it a provider or a purpose it did not have. */
export type RenewingChange = 'new-provider-or-purpose' | 'any';

/** Since when a category holds what earlier grants do not cover. */
export interface Renewal {
  /** The version of the catalogue that brought it; grants upon an earlier one do not cover it. */
  readonly version: number;
  /** When that was, in milliseconds since the epoch, for grants that know of no version. */
  readonly at: number;
}

/** The newest renewal of each category that ever had one. */
export type CategoryRenewals = Readonly<Partial<Record<ConsentCategory, Renewal>>>;

/** What memory holds of a site's catalogue. */
export interface KnownCatalogue extends CatalogueVersion {
  readonly renewals: Readonly<Record<RenewingChange, CategoryRenewals>>;
}

/** What a version of the catalogue held, word for word. */
export interface CatalogueContents extends CatalogueVersion {
  /** In the order of the catalogue: `sha256` is taken over the canonical JSON (RFC 8785) of this very list. */
  readonly items: readonly object[];
}

/** A cookie of an item; what is left out, or `null`, may be any. */
export interface ShownCookie {
  readonly name: string;
  /** How the name is read: `literal`, `glob` or `regex`. @default literal */
  readonly match?: string;
  readonly domain?: string | null;
  readonly path?: string | null;
  readonly httpOnly?: boolean | null;
}

/** An item as a visitor reads it. */
export interface ShownItem {
  readonly id: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly provider: string | null;
  readonly domain: string | null;
  /** For machines: `session`, `persistent` or an ISO 8601 duration. */
  readonly lifetime: string | null;
  /** For people, in {@link language}. */
  readonly lifetimeText: string | null;
  /** Language of the texts, which may be a fallback. */
  readonly language: string;
  /** The cookies by which it is known. */
  readonly cookies: readonly ShownCookie[];
}

/** What consent may know of the catalogue. */
export interface CatalogueReader {
  /**
   * What the site's visitors are shown.
   *
   * @param site id of the site
   * @param atLeast a version that somebody was shown: where memory holds an earlier one, it is brought up to date first
   */
  current(site: string, atLeast?: number): Promise<CatalogueVersion>;
  /**
   * The same from memory, at once and without a query; the same object until the catalogue changes. A change made elsewhere is known within a stated
   * time.
   *
   * @returns `undefined` as long as the catalogue could not be read once
   */
  known(site: string): KnownCatalogue | undefined;
  /**
   * What visitors are shown of {@link known} in a language, by category and in its order; at once and without a query. Left out by a reader that has no
   * texts.
   *
   * @returns `undefined` as long as the catalogue could not be read once
   */
  shown?(site: string, language: string): ReadonlyMap<ConsentCategory, readonly ShownItem[]> | undefined;
  /** An earlier version; `undefined` when there never was such a one. */
  earlier(site: string, version: number): Promise<CatalogueVersion | undefined>;
  /** What a version held, today's or an earlier one; `undefined` when there never was such a one, or it cannot be told any more. */
  contents(site: string, version: number): Promise<CatalogueContents | undefined>;
}

/** Injection token of {@link CatalogueReader}; unbound, records name no catalogue, and no change of one lets a grant lapse. */
export const CatalogueReader = Symbol.for('@nest-privacy/core:CatalogueReader');
