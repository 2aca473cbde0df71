import { dialectOf, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { type Ask } from '../ask.js';
import { RowList } from '../writing/row-list.js';

/** Rows that are read at once: some milliseconds, in which SQLite does nothing else. */
const AT_ONCE = 2_000;

/** Numbers that rows of a table hold, looked up and kept for as long as this. */
export class RowsById {
  private readonly known = new Map<number, readonly number[]>();

  /** @param columns that are read, each a number; the key is `id` */
  constructor(
    private readonly source: DataSource,
    private readonly ask: Ask,
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
    for (let from = 0; from < unknown.length; from += AT_ONCE) {
      const values = list.values(unknown.slice(from, from + AT_ONCE).map((id) => [id]));
      for (const row of await this.ask<Record<string, number | string>>(statement, values))
        this.known.set(
          Number(row.id),
          this.columns.map((name) => Number(row[name])),
        );
    }
  }

  /** The numbers of a row, in the order of the columns; `undefined` when nobody learned of it or it is not there. */
  get(id: number): readonly number[] | undefined {
    return this.known.get(id);
  }
}
