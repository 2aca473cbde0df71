import { type DataSource, type EntityManager } from 'typeorm';
import { VisitorDayTable } from '../writing/visitor-day-table.js';
import { DayMarks } from './day-marks.js';
import { bySiteDay, type SiteDay, siteDayName } from './site-day.js';
import { StoredDay } from './stored-day.js';

/** Rows of visitors are there for so many days at least, today's not counted; nobody need look. */
export const SURE_DAYS = 2;

const distinct = (days: Iterable<SiteDay>): SiteDay[] => [
  ...new Map([...days].map((day) => [siteDayName(day), day])).values(),
];

function without(days: readonly SiteDay[], others: readonly SiteDay[]): SiteDay[] {
  const names = new Set(others.map(siteDayName));
  return days.filter((day) => !names.has(siteDayName(day)));
}

/**
 * Sees to it that what is known of visitors of older days is there again, before anything of them changes: it is made of the events. By which other names visitors were known is not
 * stored with events, and lost. Where events of the day were removed because they are old, those who sent them are new visitors.
 */
export class DayRestorer {
  private readonly marks: DayMarks;
  private readonly rows: VisitorDayTable;

  /** @param today UTC day, counted from the epoch */
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly today: number,
  ) {
    this.marks = new DayMarks(source, manager);
    this.rows = new VisitorDayTable(source, manager);
  }

  /** Has all rows of some days there until the transaction ends. */
  async ensure(days: Iterable<SiteDay>): Promise<void> {
    let missing = distinct(days)
      .filter(({ day }) => day < this.today - SURE_DAYS)
      .sort(bySiteDay);
    while (missing.length > 0) {
      missing = without(missing, await this.marks.hold(missing));
      if (missing.length === 0) return;
      const marked = await this.marks.set(missing, this.today);
      // Rows of a day are removed all at once; so where there is any, there are all.
      for (const day of marked) if (!(await this.marks.hasRows(day))) await this.restore(day);
      missing = without(missing, marked);
    }
  }

  private async restore(day: SiteDay): Promise<void> {
    const stored = new StoredDay(this.source, this.manager, day);
    for await (const rows of stored.visitorDays()) await this.rows.restore(day.site, rows, this.today);
  }
}
