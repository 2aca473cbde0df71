import { days } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { type AnalyticsConfig } from '../../analytics.config.js';
import { AnalyticsColumnEntity } from '../../entities/analytics-column.entity.js';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsRevenueEntity } from '../../entities/analytics-revenue.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { dayOf } from '../../fold/days.js';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
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
const IS_STORED = `{dimension} = ${SUM_DIMENSION.stored}`;
const SUMS: AgedTable = { ...OF_SUMS, entity: AnalyticsSumEntity, key: SUM_KEY, which: `NOT ${IS_STORED}` };
const STORED: AgedTable = { ...OF_SUMS, entity: AnalyticsSumEntity, key: SUM_KEY, which: IS_STORED };
const COLUMNS: AgedTable = { ...OF_SUMS, group: ['site'], entity: AnalyticsColumnEntity, key: ['site', 'day', 'fact'] };
const REVENUE: AgedTable = { ...OF_SUMS, entity: AnalyticsRevenueEntity, key: [...SUM_KEY, 'currency'] };

/** The first UTC day of which all visits are kept, those that began on the day before included. */
const firstWithVisits = (visits: number, now: number): number => dayOf(now) - visits + 1;

/**
 * The first UTC day of which columns are made, among those whose events are there: none that lack visits which they told of before.
 *
 * @param now milliseconds since the epoch
 */
export const firstWithColumns = ({ events, visits }: AnalyticsConfig['retention'], now: number): number =>
  visits === 'keep' || (events !== 'keep' && events <= visits) ? 0 : firstWithVisits(visits, now);

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
      // First of all, for nobody asks for the events of a day of which nothing is stored.
      for (const table of [COLUMNS, STORED]) await this.removeFrom(table, cutoff);
      removed.events += await new OldPartitions(this.source, this.goesOn).removeBefore(cutoff);
      removed.events += await this.removeFrom(EVENTS, cutoff);
      await this.removeFrom(SALES, cutoff);
    }
    if (visits !== 'keep') {
      await this.removeFrom(COLUMNS, days(firstWithVisits(visits, now)));
      removed.visits += await this.removeFrom(VISITS, days(dayOf(now) - visits));
    }
    if (sums !== 'keep')
      for (const table of [SUMS, REVENUE]) removed.sums += await this.removeFrom(table, startOf(monthOf(now) - sums));
    return removed;
  }

  private removeFrom(table: AgedTable, cutoff: number): Promise<number> {
    return new AgedRowsOf(this.source, table, this.goesOn).removeBefore(cutoff, dayOf(cutoff));
  }
}
