import { type EntityManager } from 'typeorm';
import { CatalogueVersionEntity } from '../entities/catalogue-version.entity.js';

/** The newest version of a site's catalogue, without what it holds. */
export type CatalogueHead = Omit<CatalogueVersionEntity, 'items'>;

/** The newest version of each site's catalogue; a site without one has never been changed. */
export async function catalogueHeads(manager: EntityManager): Promise<ReadonlyMap<string, CatalogueHead>> {
  const newest = manager
    .createQueryBuilder(CatalogueVersionEntity, 'inner')
    .select('MAX(inner.version)')
    .where('inner.site = head.site');
  const heads = await manager
    .createQueryBuilder(CatalogueVersionEntity, 'head')
    .select(['head.site', 'head.version', 'head.sha256', 'head.renewals', 'head.createdAt'])
    .where(`head.version = (${newest.getQuery()})`)
    .getMany();
  return new Map(heads.map((head) => [head.site, head]));
}
