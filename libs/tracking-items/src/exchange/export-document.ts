import { type TrackingItemContent } from '../content/tracking-item-content.js';

/** Value of {@link ExportDocument.format}. */
export const EXPORT_FORMAT = 'nest-privacy/tracking-items';

/** An item with its id, as it is exported. */
export type ExportedItem = { readonly id: string } & TrackingItemContent;

/** The catalogue as a file: the living items in the order of their ids. Imported into an empty catalogue it gives the same export again. */
export interface ExportDocument {
  readonly format: typeof EXPORT_FORMAT;
  /** Version of the format. */
  readonly version: 1;
  readonly items: readonly ExportedItem[];
}
