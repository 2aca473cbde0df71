/** Injection token of the DataSource that the catalogue is kept in. */
export const TRACKING_ITEMS_DATA_SOURCE = Symbol.for('@nest-privacy/tracking-items:DataSource');
