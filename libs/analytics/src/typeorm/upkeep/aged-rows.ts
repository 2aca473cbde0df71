import { days } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { type AnalyticsConfig } from '../../analytics.config.js';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsRevenueEntity } from '../../entities/analytics-revenue.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { dayOf } from '../../fold/days.js';
import { AgedRowsOf, type AgedTable } from './aged-rows-of.js';
import { OldPartitions } from './old-partitions.js';
import { monthOf, startOf } from './month.js';
import { SUM_KEY } from './references.js';

const EVENT_KEY = ['site', 'id_high', 'id_low'];
const OF_EVENTS = { key: EVENT_KEY, group: ['site'], time: 'at', unit: 1 };
const OF_SUMS = { group: ['site', 'dimension'], time: 'day', unit: days(1) };

const EVENTS: AgedTable = { ...OF_EVENTS, entity: AnalyticsEventEntity };
const SALES: AgedTable = { ...OF_EVENTS, entity: AnalyticsSaleEntity };
const VISITS: AgedTable = { entity: AnalyticsVisitEntity, key: ['id'], group: ['site'], time: 'begun', unit: 1 };
const SUMS: AgedTable = { ...OF_SUMS, entity: AnalyticsSumEntity, key: SUM_KEY };
const REVENUE: AgedTable = { ...OF_SUMS, entity: AnalyticsRevenueEntity, key: [...SUM_KEY, 'currency'] };

/** Removes what is older than it is kept. */
export class AgedRows {
  /** @param goesOn asked before each step */
  constructor(
    private readonly source: DataSource,
    private readonly goesOn: () => boolean,
  ) {}

  /**
   * @param now milliseconds since the epoch
   * @returns how many rows were removed, by what they were
   */
  async remove(
    { events, visits, sums }: AnalyticsConfig['retention'],
    now: number,
  ): Promise<Readonly<Record<'events' | 'visits' | 'sums', number>>> {
    const removed = { events: 0, visits: 0, sums: 0 };
    if (events !== 'keep') {
      const cutoff = days(dayOf(now) - events);
      removed.events += await new OldPartitions(this.source, this.goesOn).removeBefore(cutoff);
      removed.events += await this.removeFrom(EVENTS, cutoff);
      await this.removeFrom(SALES, cutoff);
    }
    if (visits !== 'keep') removed.visits += await this.removeFrom(VISITS, days(dayOf(now) - visits));
    if (sums !== 'keep')
      for (const table of [SUMS, REVENUE]) removed.sums += await this.removeFrom(table, startOf(monthOf(now) - sums));
    return removed;
  }

  private removeFrom(table: AgedTable, cutoff: number): Promise<number> {
    return new AgedRowsOf(this.source, table, this.goesOn).removeBefore(cutoff, dayOf(cutoff));
  }
}
