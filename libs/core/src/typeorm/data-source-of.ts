import { type DataSource, type QueryRunner } from 'typeorm';

/** The DataSource of a runner, which TypeORM 0.3 calls its connection. */
export const dataSourceOf = (runner: QueryRunner): DataSource =>
  (runner as Partial<Pick<QueryRunner, 'dataSource'>>).dataSource ??
  (runner as unknown as { readonly connection: DataSource }).connection;
