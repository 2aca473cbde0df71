import { type AppendOnlyTable } from '@nest-privacy/core/typeorm';

/** The tables whose rows the database refuses to change or delete, with their unique keys. */
export const TRACKING_ITEMS_APPEND_ONLY: readonly AppendOnlyTable[] = [
  { name: 'privacy_tracking_item_versions', keys: [['item_id', 'version'], ['rowid']] },
  { name: 'privacy_catalogue_versions', keys: [['site', 'version'], ['rowid']] },
];
