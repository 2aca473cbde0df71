import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { transact } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsConfig } from '../analytics.config.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { dataFaultOf } from './data-fault.js';
import { faultOfMember } from '../store/event-check.js';
import { ErasedVisitors } from './erased-visitors.js';
import { insertRows, insertRowsWithin, type NewRows } from './event-insert.js';
import { type EventParticipant, EventParticipants } from './event-participant.js';
import { EVENT_COLUMNS, type EventValue, rowOf, substitutesOf } from './event-row.js';
import { neededTexts } from './needed-texts.js';
import { TermDictionary } from './term-dictionary.js';
import { TermQuota } from './term-quota.js';
import { TermTable } from './term-table.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';

/** Keeps events in PostgreSQL or SQLite: one statement a batch, and a look at who was erased where visitors are known for longer; idempotent by the events' ids. */
@Injectable()
export class TypeOrmAnalyticsStore implements AnalyticsStore {
  private readonly terms: TermDictionary;
  private readonly erased: ErasedVisitors;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) { newTextsPerHour }: Pick<AnalyticsConfig, 'newTextsPerHour'>,
    @Inject(Clock) clock: Clock,
    @Inject(EventParticipants) private readonly participants: readonly EventParticipant[],
    ports: Ports = new Ports(),
  ) {
    this.erased = new ErasedVisitors(source);
    const quota = new TermQuota(source, newTextsPerHour);
    this.terms = new TermDictionary(new TermTable(source), quota, () => clock.now(), ports);
  }

  get isOpen(): boolean {
    return this.source.isInitialized;
  }

  async append(offered: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    for (const event of offered) {
      const member = faultOfMember(event);
      if (member !== undefined) throw new UnstorableEventError(`its "${member}" is not as it must be`);
    }
    const events = await this.erased.without(offered);
    if (events.length === 0) return [];
    const rows = this.rowsOf(events) ?? (await this.rowsWithNewTexts(events));
    if (this.participants.length > 0) return this.storeTogether(events, rows);
    return firstOfEach(events, rows, await insertRows(this.source, rows).catch(refused));
  }

  private storeTogether(
    events: readonly AnalyticsEvent[],
    rows: readonly EventValue[][],
  ): Promise<readonly AnalyticsEvent[]> {
    return transact(this.source, async (manager) => {
      const stored = await insertRowsWithin(this.source, manager, rows).catch(refused);
      const fresh = firstOfEach(events, rows, stored);
      if (fresh.length > 0) for (const participant of this.participants) await participant.stored(fresh, manager);
      return fresh;
    });
  }

  /** Nearly every batch has known texts alone; only the others pay for a look at them. */
  private rowsOf(events: readonly AnalyticsEvent[]): EventValue[][] | undefined {
    const { known } = this.terms;
    const rows: EventValue[][] = [];
    for (const event of events) {
      const row = rowOf(event, known);
      if (!row) return undefined;
      rows.push(row);
    }
    return rows;
  }

  private async rowsWithNewTexts(events: readonly AnalyticsEvent[]): Promise<EventValue[][]> {
    const numbers = await this.terms.numbersOf(neededTexts(events));
    return events.map((event) => {
      const row = rowOf(event, numbers, substitutesOf(event));
      if (row) return row;
      throw new Error('a text that always has room has no number');
    });
  }
}

const [SITE, ID_HIGH, ID_LOW] = (['site', 'id_high', 'id_low'] as const).map((name) => EVENT_COLUMNS.indexOf(name));

/** @throws UnstorableEventError where the database refused what it was given, and else what it was */
function refused(error: unknown): never {
  const code = dataFaultOf(error);
  throw code === undefined ? error : new UnstorableEventError(`the database refuses it (${code})`, error);
}

/** The events whose rows were new; one that is twice in a batch is new once. */
function firstOfEach(
  events: readonly AnalyticsEvent[],
  rows: readonly EventValue[][],
  fresh: NewRows,
): readonly AnalyticsEvent[] {
  if (fresh === 'all') return events;
  const keys = new Set(fresh.map(({ site, id_high: high, id_low: low }) => `${site} ${high} ${low}`));
  return events.filter((_event, i) => {
    const row = rows[i]!;
    return keys.delete(`${row[SITE!]} ${row[ID_HIGH!]} ${row[ID_LOW!]}`);
  });
}
