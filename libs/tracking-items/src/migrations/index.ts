import { CreateTrackingItems1763600200000 } from './1763600200000-create-tracking-items.js';
import { GuardCatalogueHistory1764000200000 } from './1764000200000-guard-catalogue-history.js';
import { NoteRenewals1764000300000 } from './1764000300000-note-renewals.js';
import { ListUndeclaredCookies1764400000000 } from './1764400000000-list-undeclared-cookies.js';

/** The migrations of this package, oldest first, for the application's DataSource. */
export const TRACKING_ITEMS_MIGRATIONS = [
  CreateTrackingItems1763600200000,
  GuardCatalogueHistory1764000200000,
  NoteRenewals1764000300000,
  ListUndeclaredCookies1764400000000,
];
