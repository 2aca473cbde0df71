import { type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral, type QueryRunner } from 'typeorm';
import { dataSourceOf } from './data-source-of.js';

/** A name as it stands in a statement. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A column's name without any strategy. */
export const plainNameOf = ({ givenDatabaseName, propertyName }: EntityMetadata['columns'][number]): string =>
  givenDatabaseName ?? propertyName;

/** The column `received_at` belongs to the member `receivedAt`. */
const memberOf = (column: string): string =>
  column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/**
 * A table as its DataSource calls it, for statements of one's own: by its `schema` and `entityPrefix`, and as its naming strategy wants. Columns are asked for
 * by the names that they have without any strategy.
 */
export class SqlTable {
  /** Quoted, with its schema where it has one. */
  readonly path: string;

  /**
   * @param name its bare name
   * @param columnName what becomes of a column's name
   */
  constructor(
    readonly name: string,
    private readonly schema: string | undefined,
    private readonly columnName: (column: string) => string,
  ) {
    this.path = this.beside(name);
  }

  /** A column's name, quoted. */
  column(column: string): string {
    return quoted(this.columnName(column));
  }

  /** Something else of the same schema, quoted: a function, or an index that is to go. */
  beside(name: string): string {
    return this.schema ? `${quoted(this.schema)}.${quoted(name)}` : quoted(name);
  }

  /**
   * Writes a statement.
   *
   * @param text in which `{}` stands for the table, and `{received_at}` for a column
   */
  sql(text: string): string {
    return text.replaceAll(/\{(\w*)\}/g, (_match, column: string) => (column ? this.column(column) : this.path));
  }
}

/**
 * The table of an entity.
 *
 * @throws EntityMetadataNotFoundError when the DataSource does not know it
 */
export function tableOf(source: DataSource, entity: EntityTarget<ObjectLiteral>): SqlTable {
  const metadata = source.getMetadata(entity);
  const names = new Map(metadata.columns.map((column) => [plainNameOf(column), column.databaseName]));
  return new SqlTable(metadata.tableName, metadata.schema, (column) => {
    const name = names.get(column);
    if (name === undefined) throw new Error(`${metadata.name} has no column "${column}"`);
    return name;
  });
}

/**
 * The table of an entity in a migration, which outlives what the entity is today, and runs where entities are not known. So it names members and columns
 * itself, and has the DataSource's options say what becomes of them, just as TypeORM does.
 *
 * @param entity name of the entity's class
 * @param table its name without prefix or strategy
 */
export function migratedTable(runner: QueryRunner, entity: string, table: string): SqlTable {
  const { options, namingStrategy } = dataSourceOf(runner);
  const named = namingStrategy.tableName(entity, table);
  const name = options.entityPrefix ? namingStrategy.prefixTableName(options.entityPrefix, named) : named;
  const schema = options.type === 'postgres' ? options.schema : undefined;
  return new SqlTable(name, schema, (column) => {
    const member = memberOf(column);
    return namingStrategy.columnName(member, member === column ? undefined : column, []);
  });
}
