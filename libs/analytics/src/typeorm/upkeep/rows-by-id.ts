import { dialectOf, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { RowList } from '../writing/row-list.js';

/** Numbers that rows of a table hold, looked up within a transaction and kept for its length. */
export class RowsById {
  private readonly known = new Map<number, readonly number[]>();

  /** @param columns that are read, each a number; the key is `id` */
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly entity: EntityTarget<ObjectLiteral>,
    private readonly columns: readonly string[],
  ) {}

  /** Has those of some rows at hand that are there. */
  async learn(ids: Iterable<number>): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (unknown.length === 0) return;
    const list = new RowList(dialectOf(this.source), [['id', 'bigint']]);
    const names = ['id', ...this.columns].map((name) => `r.{${name}} AS "${name}"`).join(', ');
    const statement = tableOf(this.source, this.entity).sql(
      `SELECT ${names} FROM ${list.sql} JOIN {} r ON r.{id} = k."id"`,
    );
    const values = list.values(unknown.map((id) => [id]));
    for (const row of await this.manager.query<Record<string, number | string>[]>(statement, values))
      this.known.set(
        Number(row.id),
        this.columns.map((name) => Number(row[name])),
      );
  }

  /** The numbers of a row, in the order of the columns; `undefined` when nobody learned of it or it is not there. */
  get(id: number): readonly number[] | undefined {
    return this.known.get(id);
  }
}
