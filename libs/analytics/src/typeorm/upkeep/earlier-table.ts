import { dialectOf, read, tableOf, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { RowList } from '../writing/row-list.js';

/** An event as versions before kept it: numbers of texts, and the sender as one text. */
export interface EarlierRow {
  readonly id_high: number;
  readonly id_low: number;
  readonly at: number;
  readonly visitor: number | null;
  readonly site: number;
  readonly page: number;
  readonly route: number;
  readonly host: number;
  readonly title: number;
  readonly name: number;
  readonly referrer: number;
  readonly client: number;
  readonly flags: number;
  readonly properties: string;
}

const KEY = ['site', 'id_high', 'id_low'] as const;
const NUMBERS = [...KEY, 'at', 'visitor', 'page', 'route', 'host', 'title', 'name', 'client', 'flags'] as const;
const AT_ONCE = 500;

/** The events of before visits and sums, beside the table of events until they are moved. */
export class EarlierTable {
  constructor(private readonly source: DataSource) {}

  async isThere(): Promise<boolean> {
    const question =
      dialectOf(this.source) === 'postgres'
        ? `SELECT to_regclass($1) IS NOT NULL AS "is"`
        : `SELECT COUNT(*) AS "is" FROM sqlite_master WHERE '"' || "name" || '"' = ?`;
    const [row] = await read(this.source, (manager) =>
      manager.query<{ is: boolean | number }[]>(question, [this.path]),
    );
    return Boolean(row!.is);
  }

  /** Some hundred of them. */
  async some(): Promise<EarlierRow[]> {
    const referrer = tableOf(this.source, AnalyticsArrivalEntity).column('referrer');
    const columns = [...NUMBERS, 'properties'].map((name) => `${this.column(name)} AS "${name}"`).join(', ');
    const statement = `SELECT ${columns}, ${referrer} AS "referrer" FROM ${this.path} LIMIT ${AT_ONCE}`;
    const rows = await read(this.source, (manager) => manager.query<EarlierRow[]>(statement));
    return rows.map((row) => ({
      ...row,
      ...{ id_low: Number(row.id_low), at: Number(row.at), visitor: row.visitor === null ? null : Number(row.visitor) },
    }));
  }

  async remove(rows: readonly EarlierRow[]): Promise<void> {
    const list = new RowList(dialectOf(this.source), [
      ['site', 'integer'],
      ['id_high', 'integer'],
      ['id_low', 'bigint'],
    ]);
    const key = KEY.map((name) => this.column(name)).join(', ');
    const statement = `DELETE FROM ${this.path} WHERE (${key}) IN (SELECT k."site", k."id_high", k."id_low" FROM ${list.sql})`;
    const values = list.values(rows.map((row) => KEY.map((name) => row[name])));
    await write(this.source, (manager) => manager.query(statement, values));
  }

  async drop(): Promise<void> {
    await write(this.source, (manager) => manager.query(`DROP TABLE IF EXISTS ${this.path}`));
  }

  private get path(): string {
    const events = tableOf(this.source, AnalyticsEventEntity);
    return events.beside(`${events.name}_earlier`);
  }

  private column(name: string): string {
    return tableOf(this.source, AnalyticsEventEntity).column(name);
  }
}
