import { type CatalogueReader, type CatalogueVersion } from '@nest-privacy/core';

/** A catalogue that always is at the version it is told, for tests of what records it. Bind it to the token CatalogueReader. */
export class StaticCatalogue implements CatalogueReader {
  constructor(public version: CatalogueVersion = { version: 1, sha256: '0'.repeat(64) }) {}

  current(): Promise<CatalogueVersion> {
    return Promise.resolve(this.version);
  }
}
