import { type CatalogueVersion } from '@nest-privacy/core';
import { type EntityManager } from 'typeorm';
import { SiteCatalogueVersion } from '../entities/catalogue-version.entity.js';

/** The newest version of each site's catalogue; a site without one has never been changed. */
export async function catalogueHeads(manager: EntityManager): Promise<ReadonlyMap<string, CatalogueVersion>> {
  const newest = manager
    .createQueryBuilder(SiteCatalogueVersion, 'inner')
    .select('MAX(inner.version)')
    .where('inner.site = head.site');
  const heads = await manager
    .createQueryBuilder(SiteCatalogueVersion, 'head')
    .select(['head.site', 'head.version', 'head.sha256'])
    .where(`head.version = (${newest.getQuery()})`)
    .getMany();
  return new Map(heads.map(({ site, version, sha256 }) => [site, { version, sha256 }]));
}
