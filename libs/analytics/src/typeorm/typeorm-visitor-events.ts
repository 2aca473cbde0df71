import { Inject, Injectable } from '@nestjs/common';
import { Clock, days } from '@nest-privacy/core';
import { read, transact } from '@nest-privacy/core/typeorm';
import { DataSource, type FindOptionsWhere, In, MoreThan, Raw } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsArrivalEntity } from '../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../entities/analytics-client.entity.js';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { AnalyticsSaleEntity } from '../entities/analytics-sale.entity.js';
import { AnalyticsTermEntity } from '../entities/analytics-term.entity.js';
import { type StoredEvent, type VisitorEvents } from '../store/visitor-events.js';
import { dayOf } from '../fold/days.js';
import { DayEraser } from './erasing/day-eraser.js';
import { ErasedVisitors } from './erased-visitors.js';
import { EVENT_FLAGS } from './event-row.js';
import { visitorNumber } from './coding/event-numbers.js';
import { type SiteDay } from './upkeep/site-day.js';
import { AnotherTryError } from './writing/another-try.error.js';
import { type VisitorDayKey } from './writing/visitor-day-table.js';
import { type JoinedEvent, storedEvent, termNumbersOf } from './stored-event.js';

/** One statement looks at the events of so long, by the index on site and time, for visitors have none. */
const SLICE = days(1);
/** Visitors in one statement. */
const MOST_AT_ONCE = 5_000;
/** Visitors who are erased in one transaction. */
const ERASED_AT_ONCE = 200;
/** Tries at a transaction that finds out what it has to lock. */
const TRIES = 10;

type Condition = FindOptionsWhere<AnalyticsEventEntity>;

/** The events of a site, from the first to the last. */
interface SiteSpan {
  readonly site: number;
  readonly first: number;
  readonly last: number;
}

/** Finds and deletes events in PostgreSQL or SQLite, day by day. */
@Injectable()
export class TypeOrmVisitorEvents implements VisitorEvents {
  private readonly erased: ErasedVisitors;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.erased = new ErasedVisitors(source);
  }

  async earliest(): Promise<number | undefined> {
    let earliest: number | undefined;
    for await (const { first } of this.spans()) earliest = Math.min(first, earliest ?? first);
    return earliest;
  }

  async *of(visitors: readonly string[]): AsyncIterable<StoredEvent> {
    for await (const where of this.conditions(visitors)) {
      const rows = await read(this.source, (manager) =>
        manager.find(AnalyticsEventEntity, { where, order: { at: 'ASC', idLow: 'ASC' } }),
      );
      if (rows.length === 0) continue;
      const joined = await this.join(rows);
      const terms = await this.termsOf(joined);
      for (const one of joined) yield storedEvent(one, terms);
    }
  }

  async *erase(visitors: readonly string[]): AsyncIterable<number> {
    // First, so that nothing that waits in a queue comes after.
    await this.erased.add(visitors, this.clock.now());
    const numbers = [...new Set(visitors)].map((visitor) => visitorNumber(visitor));
    for await (const { site, first, last } of this.spans())
      for (let day = dayOf(first); day <= dayOf(last); day++)
        for (let i = 0; i < numbers.length; i += ERASED_AT_ONCE) {
          const erased = await this.eraseDay({ site, day }, numbers.slice(i, i + ERASED_AT_ONCE));
          if (erased > 0) yield erased;
        }
  }

  private async eraseDay(siteDay: SiteDay, visitors: readonly number[]): Promise<number> {
    const further: VisitorDayKey[] = [];
    for (let tried = 1; ; tried++)
      try {
        return await transact(this.source, (manager) =>
          new DayEraser(this.source, manager, siteDay, dayOf(this.clock.now())).erase(visitors, further),
        );
      } catch (error) {
        if (!(error instanceof AnotherTryError) || tried === TRIES) throw error;
        further.push(...error.keys);
      }
  }

  private async *conditions(visitors: readonly string[]): AsyncGenerator<Condition> {
    if (visitors.length === 0) return;
    const numbers = [...new Set(visitors)].map((visitor) => visitorNumber(visitor));
    const flags = Raw((column) => `${column} & ${EVENT_FLAGS.persistentVisitor} <> 0`);
    for await (const { site, first, last } of this.spans())
      for (let start = first; start <= last; start += SLICE)
        for (let i = 0; i < numbers.length; i += MOST_AT_ONCE)
          yield {
            site,
            at: Raw((column) => `${column} >= ${start} AND ${column} < ${start + SLICE}`),
            visitor: In(numbers.slice(i, i + MOST_AT_ONCE)),
            flags,
          };
  }

  /** By the index alone, also of sites that the application has no more. */
  private async *spans(): AsyncGenerator<SiteSpan> {
    for (let site = 0; ;) {
      const first = await this.edge({ site: MoreThan(site) }, 'ASC');
      if (!first) return;
      ({ site } = first);
      const last = await this.edge({ site }, 'DESC');
      yield { site, first: first.at.getTime(), last: (last ?? first).at.getTime() };
    }
  }

  private edge(where: Condition, order: 'ASC' | 'DESC'): Promise<AnalyticsEventEntity | null> {
    return read(this.source, (manager) =>
      manager.findOne(AnalyticsEventEntity, { where, order: { site: order, at: order } }),
    );
  }

  private async join(rows: readonly AnalyticsEventEntity[]): Promise<JoinedEvent[]> {
    const found = <Row extends { readonly id: number }>(
      entity: new () => Row,
      ids: readonly number[],
    ): Promise<Row[]> =>
      read(this.source, (manager) => manager.findBy(entity, { id: In([...new Set(ids)]) } as FindOptionsWhere<Row>));
    const clients = await found(
      AnalyticsClientEntity,
      rows.map(({ client }) => client),
    );
    const arrivals = await found(
      AnalyticsArrivalEntity,
      rows.map(({ arrival }) => arrival),
    );
    const [first, last] = [rows[0]!, rows.at(-1)!];
    const sales = await read(this.source, (manager) =>
      manager.findBy(AnalyticsSaleEntity, {
        site: first.site,
        at: Raw((column) => `${column} >= ${first.at.getTime()} AND ${column} <= ${last.at.getTime()}`),
      }),
    );
    const byId = <Row extends { readonly id: number }>(list: readonly Row[]): Map<number, Row> =>
      new Map(list.map((one) => [one.id, one]));
    const [clientOf, arrivalOf] = [byId(clients), byId(arrivals)];
    const saleOf = new Map(sales.map((sale) => [`${sale.idHigh} ${sale.idLow}`, sale]));
    return rows.map((row) => ({
      row,
      client: clientOf.get(row.client)!,
      arrival: arrivalOf.get(row.arrival)!,
      sale: saleOf.get(`${row.idHigh} ${row.idLow}`),
    }));
  }

  private async termsOf(events: readonly JoinedEvent[]): Promise<ReadonlyMap<number, string>> {
    const id = In([...new Set(events.flatMap(termNumbersOf))]);
    const terms = await read(this.source, (manager) => manager.findBy(AnalyticsTermEntity, { id }));
    return new Map(terms.map((term) => [term.id, term.text]));
  }
}
