import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsColumnEntity } from '../../entities/analytics-column.entity.js';
import { type SiteDay } from '../upkeep/site-day.js';
import { RowList } from '../writing/row-list.js';
import { DAY_FACT, type DayFact } from './event-day.js';

function statementsOf(table: SqlTable, dialect: Dialect) {
  const days = new RowList(dialect, [
    ['site', 'integer'],
    ['day', 'integer'],
  ]);
  const rows = new RowList(dialect, [
    ['site', 'integer'],
    ['day', 'integer'],
    ['fact', 'smallint'],
    ['changes', 'integer'],
    ['content', 'text'],
  ]);
  return {
    days,
    rows,
    remove: table.sql(`DELETE FROM {} WHERE ({site}, {day}) IN (SELECT k."site", k."day" FROM ${days.sql})`),
    insert: table.sql(
      `INSERT INTO {} ({site}, {day}, {fact}, {changes}, {content}) SELECT k."site", k."day", k."fact", k."changes", k."content" FROM ${rows.sql}`,
    ),
  };
}

const statements = perDataSource((source) => statementsOf(tableOf(source, AnalyticsColumnEntity), dialectOf(source)));

/** Days by columns, within a transaction. */
export class ColumnTable {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /**
   * Puts a day in the place of what it was before.
   *
   * @param changes how often its events had changed when the columns were made
   * @param columns as texts, by `columnToText`
   */
  async put(day: SiteDay, changes: number, columns: ReadonlyMap<DayFact, string>): Promise<void> {
    const { rows, insert } = statements(this.source);
    await this.remove([day]);
    const values = [...columns].map(([fact, content]) => [day.site, day.day, DAY_FACT[fact], changes, content]);
    await this.manager.query(insert, rows.values(values));
  }

  /** Forgets days. */
  async remove(given: readonly SiteDay[]): Promise<void> {
    if (given.length === 0) return;
    const { days, remove } = statements(this.source);
    await this.manager.query(remove, days.values(given.map(({ site, day }) => [site, day])));
  }
}
