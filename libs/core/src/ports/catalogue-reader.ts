/** Which catalogue of tracking items a visitor is shown, as evidence beside the decision. */
export interface CatalogueVersion {
  /** Grows by one with every change, per site. */
  readonly version: number;
  /** Hex SHA-256 over the canonical JSON (RFC 8785) of the site's catalogue. */
  readonly sha256: string;
}

/** What consent may know of the catalogue. */
export interface CatalogueReader {
  /** @param site id of the site */
  current(site: string): Promise<CatalogueVersion>;
}

/** Injection token of {@link CatalogueReader}; unbound, records name no catalogue. */
export const CatalogueReader = Symbol.for('@nest-privacy/core:CatalogueReader');
