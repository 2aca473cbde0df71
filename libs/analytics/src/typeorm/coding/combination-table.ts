import { dialectOf, type SqlTable, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { RowList } from '../writing/row-list.js';

/** Numbers of texts that come together. */
export type Combination = readonly number[];

/** A row: its number, the day on which it was last needed, and its combination. */
export interface CombinationRow {
  readonly id: number;
  readonly needed: number;
  readonly combination: Combination;
}

/** A table of combinations, each kept once. */
export class CombinationTable {
  private known: { readonly table: SqlTable; readonly list: RowList } | undefined;

  /** @param columns of the combination, in its order */
  constructor(
    private readonly source: DataSource,
    private readonly entity: EntityTarget<ObjectLiteral>,
    readonly columns: readonly string[],
  ) {}

  /** Those of some combinations that are there. */
  async find(combinations: readonly Combination[]): Promise<CombinationRow[]> {
    const same = this.columns.map((name) => `c.{${name}} = k."${name}"`).join(' AND ');
    return this.ask(
      `SELECT ${this.answer('c.')} FROM ${this.list.sql} JOIN {} c ON ${same}`,
      this.list.values(combinations),
    );
  }

  /** Adds combinations, or marks those that are there as needed on `day`. */
  async put(combinations: readonly Combination[], day: number): Promise<CombinationRow[]> {
    const names = this.columns.map((name) => `{${name}}`).join(', ');
    const given = this.columns.map((name) => `k."${name}"`).join(', ');
    return this.ask(
      `INSERT INTO {} AS c (${names}, {needed}) SELECT ${given}, ${day} FROM ${this.list.sql} WHERE true ORDER BY ${given}
       ON CONFLICT (${names}) DO UPDATE SET {needed} = excluded.{needed} RETURNING ${this.answer('')}`,
      this.list.values(combinations),
    );
  }

  private async ask(statement: string, values: unknown[]): Promise<CombinationRow[]> {
    const rows = await write(this.source, (manager) =>
      manager.query<Record<string, number>[]>(this.table.sql(statement), values),
    );
    return rows.map((row) => ({
      id: row.id!,
      needed: row.needed!,
      combination: this.columns.map((name) => row[name]!),
    }));
  }

  private answer(prefix: string): string {
    return ['id', 'needed', ...this.columns].map((name) => `${prefix}{${name}} AS "${name}"`).join(', ');
  }

  private get table(): SqlTable {
    return this.parts.table;
  }

  private get list(): RowList {
    return this.parts.list;
  }

  /** Names of tables are not known before the DataSource is initialised. */
  private get parts(): NonNullable<typeof this.known> {
    return (this.known ??= {
      table: tableOf(this.source, this.entity),
      list: new RowList(
        dialectOf(this.source),
        this.columns.map((name) => [name, 'integer']),
      ),
    });
  }
}
