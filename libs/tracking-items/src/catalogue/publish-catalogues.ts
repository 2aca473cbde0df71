import { type CatalogueVersion } from '@nest-privacy/core';
import { type EntityManager, IsNull } from 'typeorm';
import { LIMITS } from '../content/limits.js';
import { type TrackingItemState } from '../content/tracking-item-content.js';
import { patternCost } from '../cookies/pattern-cost.js';
import { SiteCatalogueVersion } from '../entities/catalogue-version.entity.js';
import { catalogueFull } from '../problems/tracking-item-problems.js';
import { catalogueHeads } from './catalogue-heads.js';
import { loadItems } from './load-items.js';
import { catalogueItem, catalogueSha256, itemsOfSite } from './site-catalogue.js';

/** Where each site's catalogue stood before a change. */
export type CataloguesBefore = ReadonlyMap<string, CatalogueVersion>;

/** Living items, each loaded once for all sites. */
const living = (manager: EntityManager): Promise<readonly TrackingItemState[]> =>
  loadItems(manager, { deletedAt: IsNull() });

const hashOf = (items: readonly TrackingItemState[]): string =>
  catalogueSha256(items.map(({ id, content }) => catalogueItem(id, content)));

/** Notes where the catalogues of all sites stand: those configured here, and those that another process has brought in. */
export async function cataloguesBefore(manager: EntityManager, sites: readonly string[]): Promise<CataloguesBefore> {
  const heads = new Map(await catalogueHeads(manager));
  const unseen = sites.filter((site) => !heads.has(site));
  if (unseen.length === 0) return heads;
  const items = await living(manager);
  for (const site of unseen) heads.set(site, { version: 0, sha256: hashOf(itemsOfSite(items, site)) });
  return heads;
}

/**
 * Gives each site whose catalogue a change has altered its next version.
 *
 * @throws ProblemException 409 `CATALOGUE_FULL` when the change makes the catalogue too large
 */
export async function publishCatalogues(manager: EntityManager, before: CataloguesBefore, now: Date): Promise<void> {
  const items = await living(manager);
  if (items.length > LIMITS.items) throw catalogueFull(`has ${LIMITS.items} items at most`);
  const cost = items.flatMap(({ content }) => content.cookies).reduce((sum, pattern) => sum + patternCost(pattern), 0);
  if (cost > LIMITS.patternCost)
    throw catalogueFull(`has globs and expressions of ${LIMITS.patternCost} steps at most`);
  for (const [site, { version, sha256 }] of before) {
    const shown = itemsOfSite(items, site);
    const hash = hashOf(shown);
    if (hash === sha256) continue;
    await manager.insert(SiteCatalogueVersion, {
      site,
      version: version + 1,
      sha256: hash,
      items: shown.map((item) => [item.id, item.version] as const),
      createdAt: now,
    });
  }
}
