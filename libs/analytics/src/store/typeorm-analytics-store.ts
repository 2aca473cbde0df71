import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { isId } from '@nest-privacy/core';
import { type AnalyticsEvent } from '../pipeline/analytics-event.js';
import { type AnalyticsStore } from './analytics-store.js';
import { isDataFault } from './data-fault.js';
import { type EventKey, insertRows } from './event-insert.js';
import { EVENT_COLUMNS, type EventValue, rowOf, termsOf } from './event-row.js';
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
      const rows = this.rowsOf(events, this.terms.known) ?? (await this.rowsWithNewTerms(events));
      const fresh = await insertRows(this.source, rows);
      return fresh === 'all' ? events : firstOfEach(events, rows, fresh);
    } catch (error) {
      throw isDataFault(error) ? new UnstorableEventError(error) : error;
    }
  }

  /** Nearly every batch has known texts alone; only the others pay for a look at them. */
  private async rowsWithNewTerms(events: readonly AnalyticsEvent[]): Promise<EventValue[][]> {
    const rows = this.rowsOf(events, await this.terms.numbersOf(events.flatMap(termsOf)));
    if (rows) return rows;
    throw new TypeError('a text of an event could not be stored');
  }

  private rowsOf(events: readonly AnalyticsEvent[], numbers: ReadonlyMap<string, number>): EventValue[][] | undefined {
    const rows: EventValue[][] = [];
    for (const event of events) {
      const row = rowOf(event, numbers);
      if (!row) return undefined;
      if (!isId(event.id) || !isComplete(row)) throw new TypeError('the event is incomplete');
      rows.push(row);
    }
    return rows;
  }
}

/** Id, time and visitor are numbers; the rest of a row cannot be wrong. */
const NUMBERS = 4;

/** An event from an older or foreign sender may lack what a row needs; SQLite would take numbers that are none. */
function isComplete(row: readonly EventValue[]): boolean {
  for (let i = 0; i < NUMBERS; i++) if (row[i] !== null && !Number.isSafeInteger(row[i])) return false;
  return true;
}

const [SITE, ID_HIGH, ID_LOW] = (['site', 'id_high', 'id_low'] as const).map((name) => EVENT_COLUMNS.indexOf(name));

/** The events whose rows were new; one that is twice in a batch is new once. */
function firstOfEach(
  events: readonly AnalyticsEvent[],
  rows: readonly EventValue[][],
  fresh: readonly EventKey[],
): AnalyticsEvent[] {
  const keys = new Set(fresh.map(({ site, id_high: high, id_low: low }) => `${site} ${high} ${low}`));
  return events.filter((_event, i) => {
    const row = rows[i]!;
    return keys.delete(`${row[SITE!]} ${row[ID_HIGH!]} ${row[ID_LOW!]}`);
  });
}
