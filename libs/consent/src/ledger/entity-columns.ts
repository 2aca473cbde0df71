import { type DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/**
 * The columns of an entity for statements of our own, which need clauses that no query builder has, and cost half. All is taken from the entity's metadata:
 * names as the DataSource has them, types, and how a value is kept. What an entity never inserts (`insert: false`) the statement sets by itself.
 */
export class EntityColumns<T extends ObjectLiteral> {
  private readonly metadata: EntityMetadata;
  private readonly columns: readonly ColumnMetadata[];

  /** @param members Default: all */
  constructor(
    private readonly source: DataSource,
    entity: EntityTarget<T>,
    members?: readonly (keyof T & string)[],
  ) {
    const isNamed = ({ propertyName }: ColumnMetadata): boolean => members?.includes(propertyName) ?? true;
    this.metadata = source.getMetadata(entity);
    this.columns = this.metadata.columns.filter((column) => column.isInsert && isNamed(column));
  }

  get count(): number {
    return this.columns.length;
  }

  /** For an `INSERT` or a `SELECT`. */
  get names(): string {
    return this.columns.map((column) => this.nameOf(column)).join(', ');
  }

  /** The assignments of an upsert; what identifies the row stays. */
  get replacements(): string {
    return this.columns
      .filter(({ isPrimary }) => !isPrimary)
      .map((column) => `${this.nameOf(column)} = excluded.${this.nameOf(column)}`)
      .join(', ');
  }

  /** SQLite's places for the values. */
  get marks(): string {
    return this.columns.map(() => '?').join(', ');
  }

  /** PostgreSQL's places for the values, which a prepared statement has to know the types of, as `$from` and so on. */
  casts(from: number): string {
    return this.columns.map((column, i) => `$${from + i}::${this.source.driver.normalizeType(column)}`).join(', ');
  }

  /** The place of a member among the values, from 1. */
  placeOf(member: keyof T & string): number {
    return this.columns.findIndex(({ propertyName }) => propertyName === member) + 1;
  }

  /** An entity's values in the order of the columns. */
  valuesOf(row: T): unknown[] {
    const { driver } = this.source;
    return this.columns.map((column) => driver.preparePersistentValue(column.getEntityValue(row), column) as unknown);
  }

  /** An entity's values by the names of the columns, as PostgreSQL reads rows from JSON. */
  jsonOf(row: T): Readonly<Record<string, unknown>> {
    const values = this.valuesOf(row);
    return Object.fromEntries(this.columns.map(({ databaseName }, i) => [databaseName, values[i]]));
  }

  /** The entity of a row that was read by {@link names}. */
  entityOf(row: Readonly<Record<string, unknown>>): T {
    const { driver } = this.source;
    const entity = this.metadata.create() as T;
    for (const column of this.columns)
      column.setEntityValue(entity, driver.prepareHydratedValue(row[column.databaseName], column));
    return entity;
  }

  private nameOf({ databaseName }: ColumnMetadata): string {
    return this.source.driver.escape(databaseName);
  }
}
