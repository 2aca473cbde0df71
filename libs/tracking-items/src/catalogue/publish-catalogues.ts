import { type EntityManager, IsNull } from 'typeorm';
import { LIMITS } from '../content/limits.js';
import { type TrackingItemState } from '../content/tracking-item-content.js';
import { patternCost } from '../cookies/pattern-cost.js';
import { CatalogueVersionEntity } from '../entities/catalogue-version.entity.js';
import { catalogueFull } from '../problems/tracking-item-problems.js';
import { type CatalogueSnapshot } from './catalogue-snapshot.js';
import { loadItems } from './load-items.js';
import { renewalsAfter } from './renewals.js';
import { catalogueItem, catalogueSha256, itemsOfSite } from './site-catalogue.js';

/**
 * Gives each site whose catalogue a change has altered its next version: the sites configured here, and those that another process has brought in.
 *
 * @param before how the catalogues stood before the change
 * @throws ProblemException 409 `CATALOGUE_FULL` when the change makes the catalogue too large
 */
export async function publishCatalogues(
  manager: EntityManager,
  before: CatalogueSnapshot,
  configured: readonly string[],
  now: Date,
): Promise<void> {
  const items = await loadItems(manager, { deletedAt: IsNull() });
  assertRoom(items);
  for (const site of new Set([...configured, ...before.changedSites])) {
    const had = before.of(site);
    const shown = itemsOfSite(items, site);
    const has = shown.map(({ id, content }) => catalogueItem(id, content));
    const sha256 = catalogueSha256(has);
    if (sha256 === had.sha256) continue;
    const version = had.version + 1;
    await manager.insert(CatalogueVersionEntity, {
      site,
      version,
      sha256,
      items: shown.map((item) => [item.id, item.version] as const),
      renewals: renewalsAfter(had.renewals, had.items, has, { version, at: now.getTime() }),
      createdAt: now,
    });
  }
}

function assertRoom(items: readonly TrackingItemState[]): void {
  if (items.length > LIMITS.items) throw catalogueFull(`has ${LIMITS.items} items at most`);
  const cost = items.flatMap(({ content }) => content.cookies).reduce((sum, pattern) => sum + patternCost(pattern), 0);
  if (cost > LIMITS.patternCost)
    throw catalogueFull(`has globs and expressions of ${LIMITS.patternCost} steps at most`);
}
