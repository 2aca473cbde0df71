/** One tracking item as the pages show it. */
export interface CatalogueEntry {
  readonly name: string;
  /** Names or patterns of its cookies. */
  readonly cookies: readonly string[];
  readonly provider: string;
  readonly purpose: string;
  readonly lifetime: string;
}

/** The tracking items of one category. */
export interface CatalogueGroup {
  readonly category: string;
  readonly entries: readonly CatalogueEntry[];
}
