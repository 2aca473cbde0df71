import { read, tableOf, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsVisitorDayEntity } from '../../entities/analytics-visitor-day.entity.js';
import { DayMarks } from './day-marks.js';
import { SURE_DAYS } from './day-restorer.js';
import { type SiteDay } from './site-day.js';

/** A day more than everybody relies on, for clocks differ. */
const KEPT_DAYS = SURE_DAYS + 1;

/**
 * Removes what is known of visitors of days of which no more is expected, for all of a site's day or for nobody: that any row is there says that all are. {@link DayRestorer} makes it
 * again.
 */
export class VisitorDayPruner {
  constructor(private readonly source: DataSource) {}

  /**
   * Removes the days that are older than three days and of which nothing was written for as long.
   *
   * @param today UTC day, counted from the epoch
   * @param goesOn asked before each day
   * @returns how many rows were removed
   */
  async prune(today: number, goesOn: () => boolean): Promise<number> {
    const before = today - KEPT_DAYS;
    let removed = 0;
    for (let day = await this.dayAfter({ day: 0, site: 0 }, before); day && goesOn();) {
      removed += await this.pruneDay(day, before);
      day = await this.dayAfter(day, before);
    }
    return removed;
  }

  /**
   * @param before UTC day since which none of its rows was written
   * @returns how many rows were removed
   */
  pruneDay(day: SiteDay, before: number): Promise<number> {
    return transact(this.source, async (manager) => {
      const marks = new DayMarks(this.source, manager);
      // Nobody has it to wait for where there is none; one that was set here is removed, or true.
      await marks.set([day], 0);
      if (!(await marks.seize(day)) || (await marks.lastTouched(day)) >= before) return 0;
      let removed = 0;
      for (let some = await marks.removeSome(day); some > 0; some = await marks.removeSome(day)) {
        removed += some;
        await new Promise(setImmediate);
      }
      return removed;
    });
  }

  /** The next day that has rows. */
  private async dayAfter({ day, site }: SiteDay, before: number): Promise<SiteDay | undefined> {
    const [next] = await read(this.source, (manager) =>
      manager.query<SiteDay[]>(
        tableOf(this.source, AnalyticsVisitorDayEntity).sql(
          `SELECT {day} AS "day", {site} AS "site" FROM {} WHERE ({day}, {site}) > (${day}, ${site}) AND {day} < ${before} ORDER BY {day}, {site} LIMIT 1`,
        ),
      ),
    );
    return next;
  }
}
