import { DataSource } from 'typeorm';
import { EVENT_COLUMNS } from '../libs/analytics/src/typeorm/event-row.js';
import { ingestOptions } from './ingest-module.js';

const TABLE = 'privacy_analytics_event';

/** Whole numbers that are somebody's, by the name of the column. */
const VALUES: Readonly<Record<string, (i: number) => number | string>> = {
  id_low: () => random(52),
  at: () => Date.now(),
  visitor: () => random(52),
  id_high: () => Math.floor(Date.now() / 256) | 0,
  page: (i) => i % 97,
  arrival: (i) => i % 13,
  properties: () => '',
};

const random = (bits: number): number => Math.floor(Math.random() * 2 ** bits);

/** Rows of the table of events by the driver alone: neither visits nor sums, one statement for each so many rows. */
export class BareInsert {
  private constructor(
    private readonly source: DataSource,
    private readonly rows: number,
    private readonly sql: string,
  ) {}

  static async into(url: string, rows: number): Promise<BareInsert> {
    const source = await new DataSource(ingestOptions(url)).initialize();
    const names = EVENT_COLUMNS.map(([name]) => `"${name}"`).join(', ');
    const holder = (i: number): string => (source.options.type === 'postgres' ? `$${i + 1}` : '?');
    const row = (start: number): string => `(${EVENT_COLUMNS.map((_column, i) => holder(start + i)).join(', ')})`;
    const values = Array.from({ length: rows }, (_, i) => row(i * EVENT_COLUMNS.length)).join(', ');
    return new BareInsert(source, rows, `INSERT INTO "${TABLE}" (${names}) VALUES ${values}`);
  }

  /** @returns rows a second */
  async round(statements: number): Promise<number> {
    const valuesOf = (): (number | string)[] =>
      Array.from({ length: this.rows }, (_, i) => EVENT_COLUMNS.map(([name]) => VALUES[name]?.(i) ?? 1)).flat();
    const batches = Array.from({ length: statements }, valuesOf);
    const started = performance.now();
    for (const values of batches) await this.source.query(this.sql, values);
    return (this.rows * statements) / ((performance.now() - started) / 1_000);
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
