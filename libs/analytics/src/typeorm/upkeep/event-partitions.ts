import { Logger } from '@nestjs/common';
import { dialectOf, driverCodeOf, read, type SqlTable, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { idPartsOf } from '../coding/event-numbers.js';
import { type Month, monthName, monthOf, startOf } from './month.js';

/** Older events than so many months are left to the default partition, so that nobody makes any number of partitions. */
const OLDEST = 120;
/** From where on ids may be no time, see `idPartsOf`. */
const FOREIGN = 2 ** 31 - 2 ** 24;
/** Everybody who stores waits behind who waits for the lock. */
const PATIENCE = `SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s'`;
const UNIT = 256;

/** The first number of an id of that time. */
const highOf = (at: number): number => Math.floor(at / UNIT) | 0;

/** The numbers of a month's ids; `undefined` where they are not all in a row, or other ids may be among them. */
export function idRangeOf(month: Month): readonly [from: number, to: number] | undefined {
  const [from, to] = [highOf(startOf(month)), highOf(startOf(month + 1))];
  return from < to && to <= FOREIGN ? [from, to] : undefined;
}

/** On PostgreSQL, sees to partitions of the table of events, one for each month by the time in the ids. Without one, events are in the default partition; so that there is none is never an error. */
export class EventPartitions {
  private readonly logger = new Logger('AnalyticsStore');
  private readonly seen = new Set<Month>();

  constructor(private readonly source: DataSource) {}

  /** Makes those of the months of some events, before they are stored. Each process looks once for each month. */
  async ensureFor(events: readonly Pick<AnalyticsEvent, 'id' | 'at'>[], now: number): Promise<void> {
    if (dialectOf(this.source) !== 'postgres') return;
    const current = monthOf(now);
    const months = new Set<Month>();
    for (const { id, at } of events) {
      const month = monthOf(at);
      if (this.seen.has(month) || month > current + 1 || month < current - OLDEST) continue;
      const [range, [high]] = [idRangeOf(month), idPartsOf(id)];
      if (range && range[0] <= high && high < range[1]) months.add(month);
    }
    for (const month of months) await this.ensure(month);
  }

  /** Makes those of this month and the next one. */
  async ensureCurrent(now: number): Promise<void> {
    if (dialectOf(this.source) !== 'postgres') return;
    for (const month of [monthOf(now), monthOf(now) + 1]) if (!this.seen.has(month)) await this.ensure(month);
  }

  private async ensure(month: Month): Promise<void> {
    this.seen.add(month);
    const range = idRangeOf(month);
    if (!range) return;
    const table = tableOf(this.source, AnalyticsEventEntity);
    const path = pathOf(table, month);
    if (await this.isThere(path)) return;
    try {
      await transact(this.source, async (manager) => {
        await manager.query(PATIENCE);
        await manager.query(
          table.sql(`CREATE TABLE ${path} PARTITION OF {} FOR VALUES FROM (${range[0]}) TO (${range[1]})`),
        );
      });
    } catch (error) {
      if (await this.isThere(path)) return;
      this.logger.warn(
        `events of ${monthName(month)} have no partition of their own and are kept in the default one, from which they are deleted more slowly once they are old (${driverCodeOf(error) ?? (error as Error).name})`,
      );
    }
  }

  private async isThere(path: string): Promise<boolean> {
    const [row] = await read(this.source, (manager) =>
      manager.query<{ is: boolean }[]>('SELECT to_regclass($1) IS NOT NULL AS "is"', [path]),
    );
    return row!.is;
  }
}

/** The partition of a month, quoted. */
export const pathOf = (table: SqlTable, month: Month): string =>
  table.beside(`${table.name}_${monthName(month).replace('-', '_')}`);
