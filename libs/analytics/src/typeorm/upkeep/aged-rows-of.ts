import { dialectOf, read, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { isWrittenLate } from './late-months.js';
import { monthOf, startOf } from './month.js';

/** Rows that one statement deletes. */
const CHUNK = 5_000;

/** A table of which rows grow old. */
export interface AgedTable {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly key: readonly string[];
  /** The columns of an index that come before its time, all of them numbers above 0 or equal to it. */
  readonly group: readonly string[];
  /** Of which of its rows. Default: all */
  readonly which?: string;
  readonly time: string;
  /** Milliseconds in one unit of `time`. */
  readonly unit: number;
}

type Group = readonly number[];

/** Deletes old rows of a table in small parts. */
export class AgedRowsOf {
  constructor(
    private readonly source: DataSource,
    private readonly table: AgedTable,
    private readonly goesOn: () => boolean,
  ) {}

  /**
   * Deletes what is older than a time, but for months of which something was stored late since then.
   *
   * @param cutoff milliseconds since the epoch, the start of a UTC day
   * @param since the same as a UTC day
   * @returns how many rows
   */
  async removeBefore(cutoff: number, since: number): Promise<number> {
    let removed = 0;
    const { time, unit } = this.table;
    for (let group = await this.groupAfter(undefined); group; group = await this.groupAfter(group)) {
      const [row] = await this.ask<{ first: number | string | null }>(
        `SELECT MIN({${time}}) AS "first" FROM {} WHERE ${this.isOf(group)}`,
      );
      const first = Number(row?.first ?? Infinity) * unit;
      if (first >= cutoff) continue;
      for (let month = monthOf(first); startOf(month) < cutoff; month++) {
        const [from, to] = [startOf(month) / unit, Math.min(startOf(month + 1), cutoff) / unit];
        const old = `${this.isOf(group)} AND {${time}} >= ${from} AND {${time}} < ${to}`;
        for (let some = CHUNK; some === CHUNK;) {
          if (!this.goesOn()) return removed;
          some = await this.removeSome(old, `NOT ${isWrittenLate(this.source, month, since)}`);
          removed += some;
          await new Promise(setImmediate);
        }
      }
    }
    return removed;
  }

  private async removeSome(old: string, condition: string): Promise<number> {
    const key = this.table.key.map((name) => `{${name}}`).join(', ');
    const statement = `DELETE FROM {} WHERE (${key}) IN (SELECT ${key} FROM {} WHERE ${old} LIMIT ${CHUNK}) AND ${condition} RETURNING 1`;
    const text = dialectOf(this.source) === 'postgres' ? `WITH gone AS (${statement}) SELECT * FROM gone` : statement;
    const named = tableOf(this.source, this.table.entity).sql(text);
    return (await write(this.source, (manager) => manager.query<unknown[]>(named))).length;
  }

  private isOf(group: Group): string {
    const { which = '1 = 1' } = this.table;
    return [...this.table.group.map((name, i) => `{${name}} = ${group[i]}`), which].join(' AND ');
  }

  private async groupAfter(group: Group | undefined): Promise<Group | undefined> {
    const names = this.table.group.map((name) => `{${name}}`).join(', ');
    const [row] = await this.ask<Record<string, number>>(
      `SELECT ${this.table.group.map((name) => `{${name}} AS "${name}"`).join(', ')} FROM {} ${group ? `WHERE (${names}) > (${group.join(', ')})` : ''} ORDER BY ${names} LIMIT 1`,
    );
    return row && this.table.group.map((name) => row[name]!);
  }

  private ask<T>(statement: string): Promise<T[]> {
    const text = tableOf(this.source, this.table.entity).sql(statement);
    return read(this.source, (manager) => manager.query<T[]>(text));
  }
}
