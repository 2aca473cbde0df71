import { dialectOf, perDataSource, read, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { type EventKey } from './writing/event-table.js';

/** Rows that are looked at in one go: some milliseconds, in which SQLite does nothing else. */
const CHUNK = 2_000;
const BYTE = 8;
const TERMS = ['site', 'page', 'route', 'host', 'title', 'name'] as const;
const COLUMNS = ['id_high', 'id_low', ...TERMS].map((name) => `{${name}} AS "${name}"`).join(', ');
const KEY = '{site}, {id_high}, {id_low}';

const statementOf = perDataSource((source) => {
  const place = dialectOf(source) === 'postgres' ? '($1::integer, $2::integer, $3::bigint)' : '(?, ?, ?)';
  return tableOf(source, AnalyticsEventEntity).sql(
    `SELECT ${COLUMNS} FROM {} WHERE (${KEY}) > ${place} ORDER BY ${KEY} LIMIT ${CHUNK}`,
  );
});

type Row = EventKey & Readonly<Record<(typeof TERMS)[number], number>>;

/** Sites are counted from 1. */
const BEFORE_ALL: EventKey = { site: 0, id_high: 0, id_low: 0 };

/** Which terms the stored events refer to, a bit for each. */
export class TermUse {
  private readonly bits: Uint8Array;

  /** @param last highest number of a term */
  constructor(
    private readonly source: DataSource,
    last: number,
  ) {
    this.bits = new Uint8Array(Math.floor(last / BYTE) + 1);
  }

  has(term: number): boolean {
    return (this.bits[term >> 3]! & (1 << (term & 7))) !== 0;
  }

  /**
   * Looks at every event, little by little.
   *
   * @param goesOn asked before each step
   * @returns whether it came to the end
   */
  async look(goesOn: () => boolean): Promise<boolean> {
    for (let after: EventKey | undefined = BEFORE_ALL; after;) {
      if (!goesOn()) return false;
      const rows: Row[] = await this.rowsAfter(after);
      for (const row of rows) for (const name of TERMS) this.mark(row[name]);
      after = rows.length < CHUNK ? undefined : rows.at(-1);
      await new Promise(setImmediate);
    }
    return true;
  }

  private mark(term: number): void {
    this.bits[term >> 3]! |= 1 << (term & 7);
  }

  private rowsAfter({ site, id_high: high, id_low: low }: EventKey): Promise<Row[]> {
    const statement = statementOf(this.source);
    return read(this.source, (manager) => manager.query<Row[]>(statement, [site, high, low]));
  }
}
