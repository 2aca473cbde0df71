import { type ConsentCategory, type KnownCatalogue } from '@nest-privacy/core';
import { type EntityManager, IsNull } from 'typeorm';
import { type TrackingItemState } from '../content/tracking-item-content.js';
import { CatalogueRevisionEntity } from '../entities/catalogue-revision.entity.js';
import { type CatalogueHead, catalogueHeads } from './catalogue-heads.js';
import { loadItems } from './load-items.js';
import { renewedAll } from './renewals.js';
import { catalogueItem, catalogueSha256, itemsOfSite, type SiteCatalogue } from './site-catalogue.js';

/** A site's catalogue in memory. */
export type SiteCatalogueInMemory = SiteCatalogue & KnownCatalogue;

const NO_RENEWALS: KnownCatalogue['renewals'] = { 'new-provider-or-purpose': {}, any: {} };

/** The catalogues of all sites as they stood at one moment. */
export class CatalogueSnapshot {
  private readonly sites = new Map<string, SiteCatalogueInMemory>();

  constructor(
    readonly revision: number,
    /** Everything that visitors of some site are shown. */
    readonly items: readonly TrackingItemState[],
    private readonly heads: ReadonlyMap<string, CatalogueHead>,
    private readonly categories: readonly ConsentCategory[],
  ) {}

  /** The catalogue of a site; the same object every time. */
  of(site: string): SiteCatalogueInMemory {
    const known = this.sites.get(site) ?? this.put(site);
    this.sites.set(site, known);
    return known;
  }

  /** Sites whose catalogue was ever changed. */
  get changedSites(): readonly string[] {
    return [...this.heads.keys()];
  }

  private put(site: string): SiteCatalogueInMemory {
    const items = itemsOfSite(this.items, site).map(({ id, content }) => catalogueItem(id, content));
    const head = this.heads.get(site);
    if (!head) return { site, version: 0, sha256: catalogueSha256(items), items, renewals: NO_RENEWALS };
    const { version, sha256, createdAt } = head;
    const renewals = head.renewals ?? renewedAll(this.categories, { version, at: createdAt.getTime() });
    return { site, version, sha256, items, renewals };
  }
}

/** A number that grows with every change. */
export async function revisionOf(manager: EntityManager): Promise<number> {
  return (await manager.findOneBy(CatalogueRevisionEntity, { id: 1 }))?.revision ?? 0;
}

/** @param manager of a transaction that sees one moment */
export async function loadSnapshot(
  manager: EntityManager,
  categories: readonly ConsentCategory[],
): Promise<CatalogueSnapshot> {
  const revision = await revisionOf(manager);
  const items = await loadItems(manager, { deletedAt: IsNull(), enabled: true });
  return new CatalogueSnapshot(revision, items, await catalogueHeads(manager), categories);
}
