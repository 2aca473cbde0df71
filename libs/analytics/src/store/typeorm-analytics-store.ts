import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { type AnalyticsEvent } from '../pipeline/analytics-event.js';
import { type AnalyticsStore } from './analytics-store.js';
import { isDataFault } from './data-fault.js';
import { insertRows } from './event-insert.js';
import { type EventValue, idPartsOf, rowOf, termsOf } from './event-row.js';
import { TermDictionary } from './term-dictionary.js';
import { UnstorableEventError } from './unstorable-event.error.js';

/** Keeps events in PostgreSQL or SQLite: one statement a batch, idempotent by the events' ids. */
@Injectable()
export class TypeOrmAnalyticsStore implements AnalyticsStore {
  private readonly terms: TermDictionary;

  constructor(@Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource) {
    this.terms = new TermDictionary(source);
  }

  async append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    try {
      const terms = await this.terms.numbersOf(events.flatMap(termsOf));
      const rows = events.map((event) => storable(rowOf(event, terms)));
      const fresh = new Set(await insertRows(this.source, rows));
      return fresh.size === events.length ? events : firstOfEach(events, fresh);
    } catch (error) {
      throw isDataFault(error) ? new UnstorableEventError(error) : error;
    }
  }
}

/** An event from an older or foreign sender may lack what a row needs; SQLite would take numbers that are none. */
function storable(row: EventValue[]): EventValue[] {
  if (row.every((value) => value === null || typeof value === 'string' || Number.isSafeInteger(value))) return row;
  throw new TypeError('the event is incomplete');
}

/** An event that is twice in a batch is new once. */
function firstOfEach(events: readonly AnalyticsEvent[], fresh: Set<number>): AnalyticsEvent[] {
  return events.filter(({ id }) => fresh.delete(idPartsOf(id)[1]));
}
