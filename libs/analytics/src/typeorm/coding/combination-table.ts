import { dialectOf, type SqlTable, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { RowList } from '../writing/row-list.js';

/** Combinations that are read at once, to be removed maybe. */
const PAGE = 2_000;

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

  /** The highest number of a combination. */
  async last(): Promise<number> {
    const [row] = await this.query<{ last: number | null }>('SELECT MAX({id}) AS "last" FROM {}');
    return row!.last ?? 0;
  }

  /** Combinations that nobody has needed since `day`, in the order of their numbers and after the number `after`; some thousand at most. */
  async notNeededSince(day: number, after: number): Promise<number[]> {
    const rows = await this.query<{ id: number }>(
      `SELECT {id} AS "id" FROM {} WHERE {needed} < ${day} AND {id} > ${after} ORDER BY {id} LIMIT ${PAGE}`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Removes those of some combinations that nobody has needed since `day`.
   *
   * @returns how many
   */
  async remove(ids: readonly number[], day: number): Promise<number> {
    if (ids.length === 0) return 0;
    const list = new RowList(dialectOf(this.source), [['id', 'integer']]);
    const which = `{id} IN (SELECT k."id" FROM ${list.sql}) AND {needed} < ${day}`;
    // Locked in the order in which they are put.
    const statement =
      dialectOf(this.source) === 'postgres'
        ? `WITH locked AS (SELECT {id} FROM {} WHERE ${which} ORDER BY ${this.columns.map((name) => `{${name}}`).join(', ')} FOR UPDATE),
           gone AS (DELETE FROM {} WHERE {id} IN (SELECT * FROM locked) AND {needed} < ${day} RETURNING {id}) SELECT * FROM gone`
        : `DELETE FROM {} WHERE ${which} RETURNING {id}`;
    return (await this.query(statement, list.values(ids.map((id) => [id])))).length;
  }

  private query<T>(statement: string, values: unknown[] = []): Promise<T[]> {
    return write(this.source, (manager) => manager.query<T[]>(this.table.sql(statement), values));
  }

  private async ask(statement: string, values: unknown[]): Promise<CombinationRow[]> {
    const rows = await this.query<Record<string, number>>(statement, values);
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
