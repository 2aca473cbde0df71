/** Injection token of the DataSource that requests and the audit log are kept in. */
export const RIGHTS_DATA_SOURCE = Symbol.for('@nest-privacy/rights:DataSource');
