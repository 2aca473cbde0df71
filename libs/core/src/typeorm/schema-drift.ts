import { type DataSource } from 'typeorm';

/** The statements by which the entities differ from the database; none, when the migrations tell the same story. */
export async function schemaDrift(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
