import { CatalogueRevisionEntity } from './catalogue-revision.entity.js';
import { CatalogueVersionEntity } from './catalogue-version.entity.js';
import { TrackingItemTranslationEntity } from './tracking-item-translation.entity.js';
import { TrackingItemVersionEntity } from './tracking-item-version.entity.js';
import { TrackingItemEntity } from './tracking-item.entity.js';
import { UndeclaredCookieEntity } from './undeclared-cookie.entity.js';

/** The entities of this package, for the application's DataSource. */
export const TRACKING_ITEMS_ENTITIES = [
  TrackingItemEntity,
  TrackingItemTranslationEntity,
  TrackingItemVersionEntity,
  CatalogueVersionEntity,
  CatalogueRevisionEntity,
  UndeclaredCookieEntity,
];
