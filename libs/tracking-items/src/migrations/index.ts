import { CreateTrackingItems1763600200000 } from './create-tracking-items.js';

/** The migrations of this package, oldest first, for the application's DataSource. */
export const TRACKING_ITEMS_MIGRATIONS = [CreateTrackingItems1763600200000];
