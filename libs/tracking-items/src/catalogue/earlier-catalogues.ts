import { Inject, Injectable } from '@nestjs/common';
import { type CatalogueVersion } from '@nest-privacy/core';
import { BoundedMap } from '@nest-privacy/core/kit';
import { read, snapshot } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CatalogueVersionEntity } from '../entities/catalogue-version.entity.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';
import { catalogueAt } from './catalogue-history.js';
import { type SiteCatalogue } from './site-catalogue.js';

/** Versions that are kept, for people compare a few and crawlers ask for each once. */
const KEPT = 20;

/** The catalogues of the past. They never change, so that the last ones asked for are kept. */
@Injectable()
export class EarlierCatalogues {
  private readonly kept = new BoundedMap<string, SiteCatalogue>(KEPT);

  constructor(@Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource) {}

  /** Version and hash alone; `undefined` when there never was such a version. */
  async version(site: string, version: number): Promise<CatalogueVersion | undefined> {
    const found = await read(this.source, (manager) =>
      manager.findOne(CatalogueVersionEntity, { where: { site, version }, select: { version: true, sha256: true } }),
    );
    return found ? { version: found.version, sha256: found.sha256 } : undefined;
  }

  /** The whole catalogue; `undefined` when there never was such a version. */
  async catalogue(site: string, version: number): Promise<SiteCatalogue | undefined> {
    const key = `${version} ${site}`;
    const known = this.kept.get(key);
    if (known) return known;
    const found = await snapshot(this.source, (manager) => catalogueAt(manager, site, version));
    if (found) this.kept.set(key, found);
    return found;
  }
}
