import {
  type CatalogueContents,
  type CatalogueReader,
  type CatalogueVersion,
  type KnownCatalogue,
} from '@nest-privacy/core';

/** A catalogue that always is at the version it is told, for tests of what records it. Bind it to the token CatalogueReader. */
export class StaticCatalogue implements CatalogueReader {
  private readonly catalogue: KnownCatalogue;

  constructor(
    version: CatalogueVersion = { version: 1, sha256: '0'.repeat(64) },
    renewals: KnownCatalogue['renewals'] = { 'new-provider-or-purpose': {}, any: {} },
  ) {
    this.catalogue = { ...version, renewals };
  }

  current(): Promise<CatalogueVersion> {
    return Promise.resolve(this.catalogue);
  }

  known(): KnownCatalogue {
    return this.catalogue;
  }

  earlier(_site: string, version: number): Promise<CatalogueVersion | undefined> {
    return Promise.resolve(version === this.catalogue.version ? this.catalogue : undefined);
  }

  contents(): Promise<CatalogueContents | undefined> {
    return Promise.resolve(undefined);
  }
}
