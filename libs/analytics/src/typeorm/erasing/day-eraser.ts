import { days } from '@nest-privacy/core';
import { type Dialect, dialectOf, perDataSource, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { daysAround } from '../../fold/days.js';
import { NO_VISIT } from '../../fold/segment.js';
import { dimensionOfKey, SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { type SumChange, Sums } from '../../fold/sums.js';
import { type Visit } from '../../fold/visit.js';
import { eraseVisitors } from '../../fold/visitor-eraser.js';
import { type VisitorDay } from '../../fold/visitor-day.js';
import { VisitorRows } from '../../fold/visitor-rows.js';
import { EVENT_FLAGS } from '../event-row.js';
import { CODED_COLUMNS, type NumberedEvent } from '../upkeep/coded-row.js';
import { DayRestorer } from '../upkeep/day-restorer.js';
import { type SiteDay } from '../upkeep/site-day.js';
import { AnotherTryError } from '../writing/another-try.error.js';
import { EventTable } from '../writing/event-table.js';
import { RowList } from '../writing/row-list.js';
import { SumTable } from '../writing/sum-table.js';
import { VisitTable } from '../writing/visit-table.js';
import { type VisitorDayKey, VisitorDayTable } from '../writing/visitor-day-table.js';
import { ColumnTable } from '../columns/column-table.js';
import { StoredEvents } from '../upkeep/stored-events.js';

function statementOf(source: DataSource): { readonly list: RowList; readonly find: string } {
  const dialect: Dialect = dialectOf(source);
  const list = new RowList(dialect, [['visitor', 'bigint']]);
  const columns = CODED_COLUMNS.map((name) => `e.{${name}} AS "${name}"`).join(', ');
  const places = dialect === 'postgres' ? ['$2::integer', '$3::bigint', '$4::bigint'] : ['?2', '?3', '?4'];
  return {
    list,
    find: tableOf(source, AnalyticsEventEntity).sql(
      `SELECT ${columns} FROM {} e JOIN ${list.sql} ON e.{visitor} = k."visitor"
       WHERE e.{site} = ${places[0]} AND e.{at} >= ${places[1]} AND e.{at} < ${places[2]}
         AND e.{flags} & ${EVENT_FLAGS.persistentVisitor} <> 0`,
    ),
  };
}

const statements = perDataSource(statementOf);

/** The days of which something that is stored changes. */
const storedDays = (site: number, changes: readonly SumChange[]): readonly SiteDay[] =>
  changes.filter(({ key }) => dimensionOfKey(key) === SUM_DIMENSION.stored).map(({ day }) => ({ site, day }));

const isNothing = ({ segments, touches }: VisitorDay): boolean => segments.length + touches.length === 0;

/** Erases what visitors who are known for longer did on one day of a site, within one transaction: events, money, visits, and their part of the sums. */
export class DayEraser {
  /** @param today UTC day, counted from the epoch */
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
    private readonly siteDay: SiteDay,
    private readonly today: number,
  ) {}

  /**
   * @param further rows that are to be locked beside those of the visitors
   * @returns how many events were deleted
   * @throws AnotherTryError
   */
  async erase(visitors: readonly number[], further: readonly VisitorDayKey[]): Promise<number> {
    const { site, day } = this.siteDay;
    if ((await this.find(visitors)).length === 0) return 0;
    const own = visitors.map((visitor) => ({ site, day, visitor }));
    const rows = await this.lock([...own, ...further]);
    const found = await this.find(visitors);
    const beside = this.besides(found, rows);
    const visits = await this.visitsOf(found, rows);
    const events = await new StoredEvents(this.source, this.manager, site).code(found);
    const sums = new Sums();
    const gone = new Set(visitors);
    const erased = eraseVisitors(sums, [...rows], visits, events, (row) => row.day === day && gone.has(row.visitor));
    await this.remove(found);
    const visitTable = new VisitTable(this.source, this.manager);
    await visitTable.put(site, erased.visits);
    await visitTable.remove(erased.gone);
    const dayTable = new VisitorDayTable(this.source, this.manager);
    await dayTable.put(site, erased.rows, this.today);
    await dayTable.remove([
      ...own,
      ...beside.filter(({ visitor, day: other }) => isNothing(rows.get(visitor, other)!)),
    ]);
    const changes = sums.changes();
    const sumTable = new SumTable(this.source, this.manager);
    await sumTable.add(site, changes);
    await sumTable.removeEmpty(site, changes);
    // After the sums, for whoever makes columns of the day locks its sum first.
    await new ColumnTable(this.source, this.manager).remove(storedDays(site, changes));
    return found.length;
  }

  private async find(visitors: readonly number[]): Promise<readonly NumberedEvent[]> {
    const { site, day } = this.siteDay;
    const { list, find } = statements(this.source);
    const values = [...list.values(visitors.map((visitor) => [visitor])), site, days(day), days(day + 1)];
    const rows = await this.manager.query<Record<keyof NumberedEvent, number | string>[]>(find, values);
    return rows.map(
      (row) => Object.fromEntries(CODED_COLUMNS.map((name) => [name, Number(row[name])])) as NumberedEvent & object,
    );
  }

  private async lock(keys: readonly VisitorDayKey[]): Promise<VisitorRows> {
    await new DayRestorer(this.source, this.manager, this.today).ensure(keys);
    const distinct = new Map(keys.map((key) => [`${key.visitor} ${key.day}`, key]));
    const locked = await new VisitorDayTable(this.source, this.manager).lock([...distinct.values()]);
    return new VisitorRows(locked.map(({ row }) => row));
  }

  /** The visitors' rows of the days before and after, which are made for what happens near midnight and would tell that they were there. */
  private besides(events: readonly NumberedEvent[], rows: VisitorRows): readonly VisitorDayKey[] {
    const { site, day } = this.siteDay;
    const keys = events.flatMap(({ at, visitor }) =>
      daysAround(at).flatMap((other) => (other === day ? [] : [{ site, day: other, visitor }])),
    );
    const missing = keys.filter((key) => !rows.get(key.visitor, key.day));
    if (missing.length > 0) throw new AnotherTryError('days beside this one are not locked', missing);
    return keys;
  }

  private async visitsOf(events: readonly NumberedEvent[], rows: VisitorRows): Promise<Visit[]> {
    const ids = new Set(events.flatMap(({ visit }) => (visit === NO_VISIT ? [] : [visit])));
    const visits = await new VisitTable(this.source, this.manager).read(ids);
    const missing = visits.flatMap(({ parts }) =>
      parts.flatMap(([visitor, day]) => (rows.get(visitor, day) ? [] : [{ site: this.siteDay.site, day, visitor }])),
    );
    if (missing.length > 0) throw new AnotherTryError('visits have parts that are not locked', missing);
    return visits;
  }

  private async remove(events: readonly NumberedEvent[]): Promise<void> {
    const keys = events.map(({ id_high: high, id_low: low }) => [this.siteDay.site, high, low]);
    const table = new EventTable(this.source, this.manager);
    await table.remove(AnalyticsEventEntity, keys);
    await table.remove(AnalyticsSaleEntity, keys);
  }
}
