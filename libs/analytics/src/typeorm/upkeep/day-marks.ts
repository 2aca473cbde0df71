import { type Dialect, dialectOf, perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { AnalyticsVisitorDayEntity } from '../../entities/analytics-visitor-day.entity.js';
import { RowList } from '../writing/row-list.js';
import { bySiteDay, type SiteDay } from './site-day.js';

/** The visitor of a mark. */
const NOBODY = -1;
/** Rows that one statement removes. */
const CHUNK = 5_000;

function statementsOf(table: SqlTable, dialect: Dialect) {
  const list = new RowList(dialect, [
    ['day', 'integer'],
    ['site', 'integer'],
  ]);
  const lock = (strength: string): string => (dialect === 'postgres' ? strength : '');
  const place = dialect === 'postgres' ? ['$1::integer', '$2::integer'] : ['?', '?'];
  const ofDay = `{day} = ${place[0]} AND {site} = ${place[1]}`;
  const remove = `DELETE FROM {} WHERE ${ofDay} AND {visitor} IN
    (SELECT {visitor} FROM {} WHERE ${ofDay} ORDER BY {visitor} DESC LIMIT ${CHUNK}) RETURNING {visitor}`;
  return {
    list,
    hold: table.sql(
      `SELECT v.{day} AS "day", v.{site} AS "site" FROM ${list.sql} JOIN {} v ON v.{day} = k."day" AND v.{site} = k."site" AND v.{visitor} = ${NOBODY}
       ORDER BY v.{day}, v.{site} ${lock('FOR KEY SHARE OF v')}`,
    ),
    set: (touched: number) =>
      table.sql(
        `INSERT INTO {} ({day}, {site}, {visitor}, {persistent}, {state}, {touched})
         SELECT k."day", k."site", ${NOBODY}, 0, '', ${touched} FROM ${list.sql} WHERE true ORDER BY k."day", k."site"
         ON CONFLICT DO NOTHING RETURNING {day} AS "day", {site} AS "site"`,
      ),
    hasRows: table.sql(`SELECT {visitor} FROM {} WHERE ${ofDay} AND {visitor} > ${NOBODY} LIMIT 1`),
    seize: table.sql(`SELECT {visitor} FROM {} WHERE ${ofDay} AND {visitor} = ${NOBODY} ${lock('FOR UPDATE')}`),
    touched: table.sql(`SELECT MAX({touched}) AS "touched" FROM {} WHERE ${ofDay}`),
    remove: table.sql(dialect === 'postgres' ? `WITH gone AS (${remove}) SELECT * FROM gone` : remove),
  };
}

const statements = perDataSource((source) =>
  statementsOf(tableOf(source, AnalyticsVisitorDayEntity), dialectOf(source)),
);

/**
 * Marks of days: a row of nobody says that the rows of all visitors of its site and day are there. Whoever goes by it holds it, whoever removes the rows has it for itself, and
 * on PostgreSQL whoever sets it makes the others wait; SQLite has one transaction at a time.
 */
export class DayMarks {
  constructor(
    private readonly source: DataSource,
    private readonly manager: EntityManager,
  ) {}

  /** Keeps the marks of those of some days that have one until the transaction ends. */
  hold(days: readonly SiteDay[]): Promise<SiteDay[]> {
    return this.manager.query<SiteDay[]>(statements(this.source).hold, this.values(days));
  }

  /**
   * Marks days; waits for whoever is marking one of them.
   *
   * @param touched UTC day of today
   * @returns those that had no mark
   */
  set(days: readonly SiteDay[], touched: number): Promise<SiteDay[]> {
    return this.manager.query<SiteDay[]>(statements(this.source).set(touched), this.values(days));
  }

  /** Whether a day has the row of any visitor. */
  async hasRows(day: SiteDay): Promise<boolean> {
    return (await this.ofDay<unknown>('hasRows', day)).length > 0;
  }

  /** Has a mark for itself alone, unless there is none. */
  async seize(day: SiteDay): Promise<boolean> {
    return (await this.ofDay<unknown>('seize', day)).length > 0;
  }

  /** UTC day on which a row of the day was last written. */
  async lastTouched(day: SiteDay): Promise<number> {
    const [row] = await this.ofDay<{ touched: number | null }>('touched', day);
    return row!.touched ?? 0;
  }

  /**
   * Removes some thousand rows of a day, its mark last.
   *
   * @returns how many; 0 when none is left
   */
  async removeSome(day: SiteDay): Promise<number> {
    return (await this.ofDay<unknown>('remove', day)).length;
  }

  private ofDay<T>(name: 'hasRows' | 'seize' | 'touched' | 'remove', { day, site }: SiteDay): Promise<readonly T[]> {
    const values = name === 'remove' && dialectOf(this.source) === 'sqlite' ? [day, site, day, site] : [day, site];
    return this.manager.query<T[]>(statements(this.source)[name], values);
  }

  private values(days: readonly SiteDay[]): unknown[] {
    return statements(this.source).list.values([...days].sort(bySiteDay).map(({ day, site }) => [day, site]));
  }
}
