import { type TrackingItemContent, type TrackingItemState } from '../content/tracking-item-content.js';

/** An item as the admin API shows it. */
export type TrackingItemView = { readonly id: string } & TrackingItemContent & {
    readonly version: number;
    readonly createdAt: string;
    readonly updatedAt: string;
  };

/** What the admin API shows of an item. */
export const viewOf = ({ id, content, version, createdAt, updatedAt }: TrackingItemState): TrackingItemView => ({
  id,
  ...content,
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
