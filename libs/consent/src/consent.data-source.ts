/** Injection token of the TypeORM DataSource that holds the records; chosen by the module's extra `dataSource`. */
export const CONSENT_DATA_SOURCE = Symbol.for('@nest-privacy/consent:DataSource');
