import { dialectOf, read, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsColumnEntity } from '../../entities/analytics-column.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { type Ask } from '../ask.js';
import { type SiteDay } from '../upkeep/site-day.js';
import { columnToText } from './column-text.js';
import { ColumnTable } from './column-table.js';
import { DayRows } from './day-rows.js';
import { DAY_FACT, DAY_FACTS, type DayFact } from './event-day.js';

interface StaleDay extends SiteDay {
  readonly changes: number;
}

const { stored: STORED } = SUM_DIMENSION;
/** Events of a day that is made in memory, at most: some hundred bytes for each. */
const MOST_EVENTS = 2_000_000;

/** Makes columns of the events of days that have none, or whose events have changed since; days of millions of events are left to the database. */
export class ColumnBuilder {
  /** @param goesOn asked before each day */
  constructor(
    private readonly source: DataSource,
    private readonly goesOn: () => boolean,
  ) {}

  /**
   * Makes what is missing, the newest first. A day that changes meanwhile is left to the next time.
   *
   * @param from first UTC day, counted from the epoch
   * @param before the day after the last one
   * @returns how many days were made
   */
  async build(from: number, before: number): Promise<number> {
    let built = 0;
    for (let site = await this.siteAfter(0); site !== undefined; site = await this.siteAfter(site))
      for (const day of await this.stale(site, from, before)) {
        if (!this.goesOn()) return built;
        if (await this.buildDay(day)) built += 1;
      }
    return built;
  }

  private async buildDay(day: StaleDay): Promise<boolean> {
    const ask: Ask = (statement, values) => read(this.source, (manager) => manager.query(statement, values));
    const columns = new Map<DayFact, string>();
    for (const [fact, column] of await new DayRows(this.source, ask, day).columns(DAY_FACTS)) {
      columns.set(fact, columnToText(column));
      await new Promise(setImmediate);
    }
    return transact(this.source, async (manager) => {
      // Whoever erases something waits until these columns are there, and then removes them.
      if ((await this.lockedChanges(manager, day)) !== day.changes) return false;
      await new ColumnTable(this.source, manager).put(day, day.changes, columns);
      return true;
    });
  }

  private async lockedChanges(manager: EntityManager, { site, day }: SiteDay): Promise<number | undefined> {
    const sums = tableOf(this.source, AnalyticsSumEntity);
    const [row] = await manager.query<{ changes: number }[]>(
      sums.sql(
        `SELECT {events} AS "changes" FROM {} WHERE {site} = ${site} AND {dimension} = ${STORED} AND {day} = ${day} AND {value} = 0
         ${dialectOf(this.source) === 'postgres' ? 'FOR SHARE' : ''}`,
      ),
    );
    return row?.changes;
  }

  /** Days of a site whose columns are missing, or not those of its events as they are now. */
  private stale(site: number, from: number, before: number): Promise<StaleDay[]> {
    const [sums, columns] = [tableOf(this.source, AnalyticsSumEntity), tableOf(this.source, AnalyticsColumnEntity)];
    const of = (name: string): string => `s.${sums.column(name)}`;
    return read(this.source, (manager) =>
      manager.query<StaleDay[]>(
        `SELECT ${of('site')} AS "site", ${of('day')} AS "day", ${of('events')} AS "changes" FROM ${sums.path} s
         LEFT JOIN ${columns.path} c ON c.${columns.column('site')} = ${of('site')} AND c.${columns.column('day')} = ${of('day')}
           AND c.${columns.column('fact')} = ${DAY_FACT.quarter}
         WHERE ${of('site')} = ${site} AND ${of('dimension')} = ${STORED} AND ${of('day')} >= ${from} AND ${of('day')} < ${before}
           AND ${of('value')} = 0 AND ${of('pageviews')} BETWEEN 1 AND ${MOST_EVENTS}
           AND (c.${columns.column('changes')} IS NULL OR c.${columns.column('changes')} <> ${of('events')})
         ORDER BY ${of('day')} DESC`,
      ),
    );
  }

  private async siteAfter(site: number): Promise<number | undefined> {
    const [row] = await read(this.source, (manager) =>
      manager.query<{ site: number }[]>(
        tableOf(this.source, AnalyticsSumEntity).sql(
          `SELECT {site} AS "site" FROM {} WHERE {site} > ${site} ORDER BY {site} LIMIT 1`,
        ),
      ),
    );
    return row?.site;
  }
}
