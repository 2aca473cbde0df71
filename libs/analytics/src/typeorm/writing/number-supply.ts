import { dialectOf, perDataSource, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsCounterEntity } from '../../entities/analytics-counter.entity.js';

/** Numbers that are taken at once; those that a process does not use are never used. */
const AT_ONCE = 10_000;

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

  /** Has at least so many numbers at hand, and fewer than would fill memory. */
  async reserve(count: number): Promise<void> {
    if (this.last - this.next + 1 >= count) return;
    const wanted = Math.max(count, AT_ONCE);
    const [row] = await write(this.source, (manager) =>
      manager.query<{ last: number | string }[]>(statementOf(this.source), [this.name, wanted]),
    );
    this.last = Number(row!.last);
    this.next = this.last - wanted + 1;
  }

  /** @throws Error when fewer were reserved than are taken */
  take(): number {
    if (this.next > this.last) throw new Error(`no number of "${this.name}" was reserved`);
    return this.next++;
  }
}
