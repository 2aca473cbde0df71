/** One tracking item as the pages show it. */
export interface CatalogueEntry {
  readonly name: string;
  /** Names or patterns of its cookies. */
  readonly cookies: readonly string[];
  readonly provider: string;
  readonly purpose: string;
  readonly lifetime: string;
}

/** The catalogue as one visitor is shown it. */
export interface ShownCatalogue {
  readonly version: number;
  /** Negotiated; the language of the entries. */
  readonly language: string;
  readonly groups: readonly CatalogueGroup[];
}

/** The tracking items of one category. */
export interface CatalogueGroup {
  readonly category: string;
  readonly entries: readonly CatalogueEntry[];
}
