import { type CatalogueVersion } from '@nest-privacy/core';
import { canonicalSha256 } from '@nest-privacy/core/sealing';
import { type TrackingItemContent, type TrackingItemState } from '../content/tracking-item-content.js';

/** An item as a site's visitors are shown it; the part of an item that the catalogue's hash covers. */
export type CatalogueItem = { readonly id: string } & Omit<TrackingItemContent, 'enabled' | 'sites'>;

/** What a site's visitors are shown. */
export interface SiteCatalogue extends CatalogueVersion {
  readonly site: string;
  /** Sorted by category, ordering and id. */
  readonly items: readonly CatalogueItem[];
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** The items that a site shows, in the one order that the hash is computed in. */
export const itemsOfSite = (items: readonly TrackingItemState[], site: string): readonly TrackingItemState[] =>
  items
    .filter(
      ({ deletedAt, content: { enabled, sites } }) =>
        deletedAt === null && enabled && (sites.length === 0 || sites.includes(site)),
    )
    .sort(
      (a, b) =>
        compare(a.content.category, b.content.category) ||
        compare(a.content.ordering, b.content.ordering) ||
        compare(a.id, b.id),
    );

/** The part of an item that its visitors are shown. */
export function catalogueItem(id: string, content: TrackingItemContent): CatalogueItem {
  const { category, provider, lifetime, domain, cookies, ordering, translations } = content;
  return { id, category, provider, lifetime, domain, cookies, ordering, translations };
}

/** What {@link CatalogueVersion.sha256} is: hex SHA-256 over the canonical JSON (RFC 8785) of the array of items. */
export const catalogueSha256 = (items: readonly CatalogueItem[]): string => canonicalSha256(items);
