import { type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ConfigurationError } from '../errors/configuration.error.js';
import { DatabaseUnavailableException } from '../errors/database-unavailable.exception.js';
import { read } from './transact.js';

const WHERE = 'the TypeORM DataSource';

/**
 * Sees to it, while an application starts, that its DataSource knows the entities of a package, and that the database has their tables with every column. So an
 * upgrade whose migrations were forgotten ends at the start, and not with the first visitor.
 *
 * @param prefix of the names `…_ENTITIES` and `…_MIGRATIONS` that the package exports, for the remedy
 * @throws ConfigurationError `ENTITIES_MISSING` or `MIGRATIONS_MISSING`
 * @throws DatabaseUnavailableException when the database cannot be asked
 */
export async function ensureSchema(
  source: DataSource,
  entities: readonly EntityTarget<ObjectLiteral>[],
  prefix: string,
): Promise<void> {
  for (const entity of entities) {
    if (!source.hasMetadata(entity)) throw unknownEntity(entity, prefix);
    const metadata = source.getMetadata(entity);
    try {
      await read(source, (manager) => manager.query(noRowOf(source, metadata)));
    } catch (error) {
      if (error instanceof DatabaseUnavailableException) throw error;
      throw outdated(metadata, prefix, error);
    }
  }
}

/** Asks for every column of no row: an error where the database lacks one. */
function noRowOf({ driver }: DataSource, { tableName, tablePath, columns }: EntityMetadata): string {
  const table = tablePath.split('.').map((name) => driver.escape(name));
  const alias = driver.escape(tableName);
  const names = columns.map(({ databaseName }) => `${alias}.${driver.escape(databaseName)}`);
  return `SELECT ${names.join(', ')} FROM ${table.join('.')} AS ${alias} WHERE 1 = 0`;
}

const unknownEntity = (entity: EntityTarget<ObjectLiteral>, prefix: string): ConfigurationError =>
  new ConfigurationError({
    code: 'ENTITIES_MISSING',
    what: `it does not know ${(entity as { name?: string }).name ?? 'an entity'}`,
    where: WHERE,
    remedy: `add ${prefix}_ENTITIES to its "entities", or set "autoLoadEntities: true"`,
  });

const outdated = ({ tableName }: EntityMetadata, prefix: string, error: unknown): ConfigurationError =>
  new ConfigurationError({
    code: 'MIGRATIONS_MISSING',
    what: `the database has no table ${tableName} of this version (${error instanceof Error ? error.message : String(error)})`,
    where: WHERE,
    remedy: `run ${prefix}_MIGRATIONS before the application starts, also after an upgrade`,
  });
