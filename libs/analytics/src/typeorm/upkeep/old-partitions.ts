import { days } from '@nest-privacy/core';
import { dialectOf, read, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { dayOf } from '../../fold/days.js';
import { pathOf } from './event-partitions.js';
import { isWrittenLate } from './late-months.js';
import { monthOf, startOf } from './month.js';

/** Ids are made by clocks that may be behind. */
const MARGIN = days(1);
const SUFFIX = /_(\d{4})_(\d{2})$/;

/** Removes partitions of events that are old altogether; on SQLite there are none. */
export class OldPartitions {
  /** @param goesOn asked before each step */
  constructor(
    private readonly source: DataSource,
    private readonly goesOn: () => boolean,
  ) {}

  /**
   * @param cutoff milliseconds since the epoch
   * @returns how many events were in them, about
   */
  async removeBefore(cutoff: number): Promise<number> {
    if (dialectOf(this.source) !== 'postgres') return 0;
    let removed = 0;
    for (const month of await this.months())
      if (startOf(month + 1) + MARGIN <= cutoff && this.goesOn()) removed += await this.remove(month, dayOf(cutoff));
    return removed;
  }

  private async remove(month: number, since: number): Promise<number> {
    const table = tableOf(this.source, AnalyticsEventEntity);
    const path = pathOf(table, month);
    const [row] = await read(this.source, (manager) =>
      manager.query<{ count: string }[]>(`SELECT COUNT(*) AS "count" FROM ${path}`),
    );
    return transact(this.source, async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '2s'`);
      // From here on nobody stores events; who did before has said so.
      await manager.query(table.sql('LOCK TABLE {} IN ACCESS EXCLUSIVE MODE'));
      const [late] = await manager.query<{ is: boolean }[]>(
        `SELECT ${isWrittenLate(this.source, month, since)} AS "is"`,
      );
      if (late!.is) return 0;
      await manager.query(`DROP TABLE ${path}`);
      return Number(row!.count);
    });
  }

  private async months(): Promise<number[]> {
    const table = tableOf(this.source, AnalyticsEventEntity);
    const rows = await read(this.source, (manager) =>
      manager.query<{ name: string }[]>(
        `SELECT c.relname AS "name" FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass($1) ORDER BY c.relname`,
        [table.path],
      ),
    );
    return rows.flatMap(({ name }) => {
      const found = SUFFIX.exec(name);
      return found ? [monthOf(Date.UTC(Number(found[1]), Number(found[2]) - 1))] : [];
    });
  }
}
