import { type TrackingItemInput } from '@nest-privacy/tracking-items';
import { ownItems, type VisitorCookie } from './own-items.js';
import { TRACKER_ITEMS } from './tracker-items.js';
import { VENDOR_ITEMS } from './vendor-items.js';

/** What the demonstration site uses itself, what waits on its pages, and the three trackers that most sites ask about. */
export const seedItems = (cookie: VisitorCookie): readonly TrackingItemInput[] => [
  ...ownItems(cookie),
  ...VENDOR_ITEMS,
  ...TRACKER_ITEMS,
];
