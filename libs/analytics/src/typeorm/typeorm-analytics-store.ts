import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { ensureSchema } from '@nest-privacy/core/typeorm';
import { DataSource } from 'typeorm';
import { ANALYTICS_DATA_SOURCE } from '../analytics.data-source.js';
import { AnalyticsConfig } from '../analytics.options.js';
import { ANALYTICS_ENTITIES } from '../entities/index.js';
import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type AnalyticsStore } from '../store/analytics-store.js';
import { dataFaultOf } from './data-fault.js';
import { faultOfMember } from '../store/event-check.js';
import { type EventKey, insertRows } from './event-insert.js';
import { EVENT_COLUMNS, type EventValue, rowOf, substitutesOf } from './event-row.js';
import { neededTexts } from './needed-texts.js';
import { TermDictionary } from './term-dictionary.js';
import { TermQuota } from './term-quota.js';
import { TermTable } from './term-table.js';
import { UnstorableEventError } from '../store/unstorable-event.error.js';

/** Keeps events in PostgreSQL or SQLite: one statement a batch, idempotent by the events' ids. */
@Injectable()
export class TypeOrmAnalyticsStore implements AnalyticsStore, OnApplicationBootstrap {
  private readonly terms: TermDictionary;

  constructor(
    @Inject(ANALYTICS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(AnalyticsConfig) { newTextsPerHour }: Pick<AnalyticsConfig, 'newTextsPerHour'>,
    @Inject(Clock) clock: Clock,
    ports: Ports = new Ports(),
  ) {
    const quota = new TermQuota(source, newTextsPerHour);
    this.terms = new TermDictionary(new TermTable(source), quota, () => clock.now(), ports);
  }

  /** @throws ConfigurationError `ENTITIES_MISSING` or `MIGRATIONS_MISSING` */
  onApplicationBootstrap(): Promise<void> {
    return ensureSchema(this.source, ANALYTICS_ENTITIES, 'ANALYTICS');
  }

  get isOpen(): boolean {
    return this.source.isInitialized;
  }

  async append(events: readonly AnalyticsEvent[]): Promise<readonly AnalyticsEvent[]> {
    for (const event of events) {
      const member = faultOfMember(event);
      if (member !== undefined) throw new UnstorableEventError(`its "${member}" is not as it must be`);
    }
    const rows = this.rowsOf(events) ?? (await this.rowsWithNewTexts(events));
    const fresh = await this.insert(rows);
    return fresh === 'all' ? events : firstOfEach(events, rows, fresh);
  }

  private async insert(rows: readonly EventValue[][]): Promise<'all' | EventKey[]> {
    try {
      return await insertRows(this.source, rows);
    } catch (error) {
      const code = dataFaultOf(error);
      throw code === undefined ? error : new UnstorableEventError(`the database refuses it (${code})`, error);
    }
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
