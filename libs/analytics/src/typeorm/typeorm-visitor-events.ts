import { Inject, Injectable } from '@nestjs/common';
import { Clock, days } from '@nest-privacy/core';
import { read, write } from '@nest-privacy/core/typeorm';
import { DataSource, type FindOptionsWhere, In, MoreThan, Raw } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { AnalyticsTermEntity } from '../entities/analytics-term.entity.js';
import { type StoredEvent, type VisitorEvents } from '../store/visitor-events.js';
import { ErasedVisitors } from './erased-visitors.js';
import { EVENT_FLAGS, visitorNumber } from './event-row.js';
import { storedEvent, termNumbersOf } from './stored-event.js';

/** One statement looks at the events of so long, by the index on site and time, for visitors have none. */
const SLICE = days(1);
/** Visitors in one statement. */
const MOST_AT_ONCE = 5_000;

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
      const terms = rows.length > 0 ? await this.termsOf(rows) : new Map<number, string>();
      for (const row of rows) yield storedEvent(row, terms);
    }
  }

  async *erase(visitors: readonly string[]): AsyncIterable<number> {
    // First, so that nothing that waits in a queue comes after.
    await this.erased.add(visitors, this.clock.now());
    for await (const where of this.conditions(visitors)) {
      const { affected } = await write(this.source, (manager) => manager.delete(AnalyticsEventEntity, where));
      if (affected) yield affected;
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

  private async termsOf(rows: readonly AnalyticsEventEntity[]): Promise<ReadonlyMap<number, string>> {
    const id = In([...new Set(rows.flatMap(termNumbersOf))]);
    const terms = await read(this.source, (manager) => manager.findBy(AnalyticsTermEntity, { id }));
    return new Map(terms.map((term) => [term.id, term.text]));
  }
}
