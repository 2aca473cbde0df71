import { CreateAnalytics1763600300000 } from './1763600300000-create-analytics.js';
import { EventIdsPerSite1763600310000 } from './1763600310000-event-ids-per-site.js';
import { BoundedDictionary1763600320000 } from './1763600320000-bounded-dictionary.js';
import { DestroyRawSalts1763600340000 } from './1763600340000-destroy-raw-salts.js';
import { VisitsAndSums1764800000100 } from './1764800000100-visits-and-sums.js';
import { RememberErasedVisitors1764204000100 } from './1764204000100-remember-erased-visitors.js';
import { BlockAddresses1764500100000 } from './1764500100000-block-addresses.js';
import { RememberImports1764800000900 } from './1764800000900-remember-imports.js';
import { KeepAnOutbox1764900000100 } from './1764900000100-keep-an-outbox.js';
import { EraseSoon1764900000200 } from './1764900000200-erase-soon.js';
import { KeepColumns1764900000300 } from './1764900000300-keep-columns.js';

/** The migrations of the package, in order, for the `migrations` of a DataSource. They are only ever added to. */
export const ANALYTICS_MIGRATIONS = [
  CreateAnalytics1763600300000,
  EventIdsPerSite1763600310000,
  BoundedDictionary1763600320000,
  DestroyRawSalts1763600340000,
  RememberErasedVisitors1764204000100,
  BlockAddresses1764500100000,
  VisitsAndSums1764800000100,
  RememberImports1764800000900,
  KeepAnOutbox1764900000100,
  EraseSoon1764900000200,
  KeepColumns1764900000300,
];
