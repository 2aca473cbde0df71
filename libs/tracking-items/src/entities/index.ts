import { CatalogueRevision } from './catalogue-revision.entity.js';
import { SiteCatalogueVersion } from './catalogue-version.entity.js';
import { TrackingItemTranslation } from './tracking-item-translation.entity.js';
import { TrackingItemVersion } from './tracking-item-version.entity.js';
import { TrackingItem } from './tracking-item.entity.js';

/** The entities of this package, for the application's DataSource. */
export const TRACKING_ITEMS_ENTITIES = [
  TrackingItem,
  TrackingItemTranslation,
  TrackingItemVersion,
  SiteCatalogueVersion,
  CatalogueRevision,
];
