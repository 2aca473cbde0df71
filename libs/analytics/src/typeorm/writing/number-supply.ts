import { dialectOf, perDataSource, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsCounterEntity } from '../../entities/analytics-counter.entity.js';

/** Numbers that are taken from the database at once; those that a process does not use are never used. */
const AT_ONCE = 50_000;

const statementOf = perDataSource((source) =>
  tableOf(source, AnalyticsCounterEntity).sql(
    `INSERT INTO {} AS c ({name}, {last}) VALUES (${dialectOf(source) === 'postgres' ? '$1, $2' : '?, ?'})
     ON CONFLICT ({name}) DO UPDATE SET {last} = c.{last} + excluded.{last} RETURNING {last} AS "last"`,
  ),
);

/** Gives numbers that no other process gives. */
export class NumberSupply {
  private next = 1;
  private last = 0;

  /** @param name of the counter, 40 characters at most */
  constructor(
    private readonly source: DataSource,
    private readonly name: string,
  ) {}

  /**
   * Sets numbers aside for one caller.
   *
   * @returns gives one after the other, and throws where more are taken than were reserved
   */
  async reserve(count: number): Promise<() => number> {
    while (this.last - this.next + 1 < count) await this.fetch(Math.max(count, AT_ONCE));
    let next = this.next;
    const end = (this.next += count);
    return () => {
      if (next >= end) throw new Error(`no number of "${this.name}" was reserved`);
      return next++;
    };
  }

  private async fetch(wanted: number): Promise<void> {
    const [row] = await write(this.source, (manager) =>
      manager.query<{ last: number | string }[]>(statementOf(this.source), [this.name, wanted]),
    );
    this.last = Number(row!.last);
    this.next = this.last - wanted + 1;
  }
}
