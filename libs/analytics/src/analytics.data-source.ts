/** Injection token of the TypeORM `DataSource` that the option `dataSource` names. */
export const ANALYTICS_DATA_SOURCE = Symbol.for('@nest-privacy/analytics:DataSource');
