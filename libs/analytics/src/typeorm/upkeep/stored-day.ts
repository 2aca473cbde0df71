import { days } from '@nest-privacy/core';
import { tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { type VisitorDay } from '../../fold/visitor-day.js';
import { askOf } from '../ask.js';
import { dayOfEvents } from '../day-of-events.js';
import { CODED_COLUMNS, type NumberedEvent } from './coded-row.js';
import { DayBuilder } from './day-builder.js';
import { type SiteDay } from './site-day.js';

/** Events whose visitors are in memory at once, about; of more, one part of the visitors is made after the other. */
const PART = 200_000;

const named = (columns: readonly string[]): string => columns.map((name) => `{${name}} AS "${name}"`).join(', ');

/** What the stored events of a site's day say of its visitors. */
export class StoredDay {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly siteDay: SiteDay,
  ) {}

  /** The days of all visitors, in parts that memory holds. */
  async *visitorDays(): AsyncGenerator<readonly VisitorDay[]> {
    const parts = Math.ceil((await this.count()) / PART);
    for (let part = 0; part < parts; part++) {
      const builder = new DayBuilder(this.source, this.manager, this.siteDay);
      for await (const events of this.events(parts, part)) await builder.add(events);
      yield await builder.rows();
    }
  }

  private get start(): number {
    return days(this.siteDay.day);
  }

  private async count(): Promise<number> {
    const [row] = await this.ask<{ count: number | string }>(
      `SELECT COUNT(*) AS "count" FROM {} WHERE {site} = ${this.siteDay.site} AND {at} >= ${this.start} AND {at} < ${this.start + days(1)}`,
    );
    return Number(row!.count);
  }

  private async *events(parts: number, part: number): AsyncGenerator<readonly NumberedEvent[]> {
    const which = `{visitor} % ${parts} = ${part}`;
    for await (const rows of dayOfEvents(this.source, askOf(this.manager), this.siteDay, named(CODED_COLUMNS), which))
      yield rows.map(
        (row) => Object.fromEntries(CODED_COLUMNS.map((name) => [name, Number(row[name])])) as NumberedEvent & object,
      );
  }

  private ask<T>(statement: string): Promise<T[]> {
    return this.manager.query<T[]>(tableOf(this.source, AnalyticsEventEntity).sql(statement));
  }
}
