import { type DataSource } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { CombinationTable } from '../coding/combination-table.js';
import { ARRIVAL_COLUMNS, CLIENT_COLUMNS } from '../coding/event-coder.js';
import { TermTable } from '../coding/term-table.js';
import { EarlierTable } from './earlier-table.js';
import { removeEmpty } from './empty-rows.js';
import { NumberSet } from './number-set.js';
import { isPlain, OF_COMBINATIONS, OF_TERMS, type Referring } from './references.js';
import { scan } from './table-scan.js';

/** A table with numbered rows of which some may go. */
interface Numbered {
  notNeededSince(day: number, after: number): Promise<number[]>;
  remove(ids: readonly number[], day: number): Promise<number>;
}

/**
 * Removes what nothing refers to: first combinations of texts that neither events nor visits have, then texts. What somebody needed since a day stays, for it is in the memory of a process
 * that may give it to an event at any time. Sums that are nothing go on the way.
 */
export class DictionarySweep {
  private readonly terms: TermTable;
  private readonly clients: CombinationTable;
  private readonly arrivals: CombinationTable;

  /**
   * @param before UTC day, counted from the epoch; what was needed on it or later stays
   * @param goesOn asked before each step
   */
  constructor(
    private readonly source: DataSource,
    private readonly before: number,
    private readonly goesOn: () => boolean,
  ) {
    this.terms = new TermTable(source);
    this.clients = new CombinationTable(source, AnalyticsClientEntity, CLIENT_COLUMNS);
    this.arrivals = new CombinationTable(source, AnalyticsArrivalEntity, ARRIVAL_COLUMNS);
  }

  /** @returns how many texts were removed */
  async sweep(): Promise<number> {
    // Events of before refer to texts as well, until they are moved.
    if (await new EarlierTable(this.source).isThere()) return 0;
    const used = {
      terms: new NumberSet(await this.terms.last()),
      clients: new NumberSet(await this.clients.last()),
      arrivals: new NumberSet(await this.arrivals.last()),
    };
    if (!(await this.look(OF_COMBINATIONS, used))) return 0;
    await this.removeUnused(this.clients, used.clients);
    await this.removeUnused(this.arrivals, used.arrivals);
    if (!(await this.look(OF_TERMS, used))) return 0;
    return this.removeUnused(this.terms, used.terms);
  }

  /** @returns whether it came to the end */
  private async look(
    tables: readonly Referring[],
    used: Readonly<Record<'terms' | 'clients' | 'arrivals', NumberSet>>,
  ): Promise<boolean> {
    for (const table of tables)
      for await (const rows of scan(this.source, table)) {
        if (!this.goesOn()) return false;
        for (const row of rows)
          for (const kind of ['terms', 'clients', 'arrivals'] as const)
            for (const column of table[kind]) if (!isPlain(column, row.dimension)) used[kind].add(row[column]!);
        await removeEmpty(
          this.source,
          table,
          rows.filter(({ is }) => is === 1),
        );
      }
    return this.goesOn();
  }

  private async removeUnused(table: Numbered, used: NumberSet): Promise<number> {
    let removed = 0;
    for (let after: number | undefined = 0; after !== undefined && this.goesOn();) {
      const old: number[] = await table.notNeededSince(this.before, after);
      removed += await table.remove(
        old.filter((id) => !used.has(id)),
        this.before,
      );
      after = old.at(-1);
    }
    return removed;
  }
}
