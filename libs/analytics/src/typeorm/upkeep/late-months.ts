import { days } from '@nest-privacy/core';
import { perDataSource, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsCounterEntity } from '../../entities/analytics-counter.entity.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { dayOf } from '../../fold/days.js';
import { type Month, monthName, monthOf, startOf } from './month.js';

/** What comes within so long after a month is of its end. */
const MARGIN = days(2);

const tableIn = perDataSource((source) => tableOf(source, AnalyticsCounterEntity));
const nameOf = (month: Month): string => `written:${monthName(month)}`;

/** Keeps the UTC day on which events of a month were last stored after it was over, as the counter `written:<year>-<month>`, so that what was imported is not taken for old at once. */
export class LateMonths {
  private readonly noted = new Map<Month, number>();

  constructor(private readonly source: DataSource) {}

  /** Notes the months of events that are about to be stored; each process once a day for each month. */
  async note(events: readonly Pick<AnalyticsEvent, 'at'>[], now: number): Promise<void> {
    const today = dayOf(now);
    const late = events.map(({ at }) => monthOf(at)).filter((month) => startOf(month + 1) + MARGIN < now);
    for (const month of new Set(late)) {
      if (this.noted.get(month) === today) continue;
      await write(this.source, (manager) =>
        manager.query(
          tableIn(this.source).sql(
            `INSERT INTO {} AS c ({name}, {last}) VALUES ('${nameOf(month)}', ${today})
             ON CONFLICT ({name}) DO UPDATE SET {last} = excluded.{last} WHERE c.{last} < excluded.{last}`,
          ),
        ),
      );
      this.noted.set(month, today);
    }
  }
}

/** A condition on a statement: events of the month were stored late, since a UTC day. Whoever sees the events sees this as well, for it was written before them. */
export const isWrittenLate = (source: DataSource, month: Month, since: number): string =>
  tableIn(source).sql(`EXISTS (SELECT 1 FROM {} c WHERE c.{name} = '${nameOf(month)}' AND c.{last} >= ${since})`);
