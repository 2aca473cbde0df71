import { CatalogueVersionEntity } from './catalogue-version.entity.js';
import { TrackingItemVersionEntity } from './tracking-item-version.entity.js';

/** Those whose rows the database refuses to change or delete. */
export const TRACKING_ITEMS_APPEND_ONLY = [TrackingItemVersionEntity, CatalogueVersionEntity];
