import { Inject, Injectable } from '@nestjs/common';
import { type CategoryRenewals, Clock, type ConsentCategory, seconds } from '@nest-privacy/core';
import { dialectOf, driverCodeOf, read, snapshot, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { renewedCategories, type Succession } from './renewal-validity.js';

/**
 * How many visitors have a grant that counts now and would not any more. Who refused is not among them, though with the renewal `all` they may be asked again as well
 * once they have been left alone for as long as `reaskNotBefore` says.
 */
export interface AskedAgain {
  readonly visitors: number;
  /** `estimate` from a sample, or `at-least` what could be counted in time, where there are too many to count them all. */
  readonly precision: 'exact' | 'estimate' | 'at-least';
}

const PATIENCE: Patience = { counting: seconds(2), sampling: seconds(2) };
/** Rows of a sample, about. */
const SAMPLE = 50_000;
/** Rows that SQLite, which holds the process up meanwhile, counts at once. */
const PAGE = 10_000;
/** What a row takes, about, where the table was never analysed. */
const ROW_BYTES = 300;
/** PostgreSQL's `query_canceled`. */
const CANCELLED = '57014';

/** How long it is counted, and how long a sample is taken of what was too much, in milliseconds. */
interface Patience {
  readonly counting: number;
  readonly sampling: number;
}

/** Thrown out of a transaction, for after a time-out nothing more can be asked in it. */
class TooMany extends Error {}

/** Whose grants count now and are about to lapse, as SQL. */
interface Question {
  readonly condition: string;
  readonly values: readonly (string | number)[];
}

/** Counts, before a notice is published, whom it lets be asked again: in the state table, and within a stated time. */
@Injectable()
export class AskedAgainCount {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    private readonly catalogues: CatalogueInForce,
  ) {}

  /** @throws DatabaseUnavailableException */
  async of(siteId: string, succession: Succession, patience = PATIENCE): Promise<AskedAgain> {
    const categories = renewedCategories(succession);
    const { renewals } = this.catalogues.of(siteId);
    if (categories.length === 0 || renewals === null) return { visitors: 0, precision: 'exact' };
    const validity = succession.before?.validity ?? { since: 1, renewals: {} };
    const table = tableOf(this.source, ConsentStateEntity);
    const ask = new GrantQuestion(dialectOf(this.source) === 'postgres', this.clock.now(), validity, renewals);
    const question = ask.of(siteId, categories);
    return dialectOf(this.source) === 'postgres'
      ? this.onPostgres(table, question, patience)
      : this.onSqlite(table, question, patience);
  }

  /** What takes too long also as a sample is told as what is known for certain, which is nothing. */
  private async onPostgres(table: SqlTable, question: Question, { counting, sampling }: Patience): Promise<AskedAgain> {
    const all = (manager: EntityManager): Promise<number> => manager.query(...asked(table, question, '')).then(countOf);
    const exact = await this.timed(counting, all);
    if (exact !== null) return { visitors: exact, precision: 'exact' };
    const estimate = await this.timed(sampling, (manager) => sampled(manager, table, question));
    return estimate === null ? { visitors: 0, precision: 'at-least' } : { visitors: estimate, precision: 'estimate' };
  }

  /** @returns `null` where there are too many */
  private async timed(longest: number, work: (manager: EntityManager) => Promise<number>): Promise<number | null> {
    try {
      return await snapshot(this.source, async (manager) => {
        await manager.query(`SET LOCAL statement_timeout = ${longest}`);
        return work(manager).catch((error: unknown) => {
          throw driverCodeOf(error) === CANCELLED ? new TooMany() : error;
        });
      });
    } catch (error) {
      if (error instanceof TooMany) return null;
      throw error;
    }
  }

  /** Page by page in the order of the key, so that others have their turn in between. */
  private async onSqlite(
    table: SqlTable,
    { condition, values }: Question,
    { counting }: Patience,
  ): Promise<AskedAgain> {
    const end = performance.now() + counting;
    const sql = table.sql(`
      SELECT count(*) AS seen, max({subject_id}) AS last, coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0) AS visitors
      FROM (SELECT * FROM {} WHERE {site_id} = ?1 AND {subject_id} > ?${values.length + 1} ORDER BY {subject_id} LIMIT ${PAGE})`);
    let visitors = 0;
    for (let after = ''; performance.now() < end;) {
      const rows: { seen: number; last: string | null; visitors: number }[] = await read(this.source, (manager) =>
        manager.query(sql, [...values, after]),
      );
      const [page] = rows;
      visitors += page!.visitors;
      if (page!.seen < PAGE) return { visitors, precision: 'exact' };
      after = page!.last!;
    }
    return { visitors, precision: 'at-least' };
  }
}

/** Writes the condition: the same rules by which a grant counts for a request. */
class GrantQuestion {
  private readonly values: (string | number)[] = [];

  constructor(
    private readonly isPostgres: boolean,
    private readonly now: number,
    private readonly validity: NoticeValidity,
    private readonly renewals: CategoryRenewals,
  ) {}

  of(siteId: string, categories: readonly ConsentCategory[]): Question {
    const condition = [
      `{site_id} = ${this.value(siteId)}`,
      `{withdrawn} = 0`,
      `{valid_until} > ${this.value(this.now)}`,
      `{notice_version} >= ${this.value(this.validity.since)}`,
      `(${categories.map((category) => this.grantOf(category)).join(' OR ')})`,
    ].join(' AND ');
    return { condition, values: this.values };
  }

  private grantOf(category: ConsentCategory): string {
    const find = this.isPostgres ? 'strpos' : 'instr';
    const parts = [`${find}({decisions}, ${this.value(`"${category}":"granted"`)}) > 0`];
    const since = this.validity.renewals[category];
    if (since !== undefined) parts.push(`{notice_version} >= ${this.value(since)}`);
    const renewal = this.renewals[category];
    if (renewal) {
      const [version, at] = [this.value(renewal.version), this.value(renewal.at)];
      parts.push(
        `CASE WHEN {catalogue_version} IS NULL THEN {decided_at} >= ${at} ELSE {catalogue_version} >= ${version} END`,
      );
    }
    return `(${parts.join(' AND ')})`;
  }

  /** A place in the statement; SQLite has numbered ones as well, for a condition may stand in another order than its values. */
  private value(value: string | number): string {
    this.values.push(value);
    const number = this.values.length;
    return this.isPostgres ? `$${number}` : `?${number}`;
  }
}

const asked = (table: SqlTable, { condition, values }: Question, sample: string): [string, unknown[]] => [
  table.sql(`SELECT count(*) AS visitors FROM {} ${sample} WHERE ${condition}`),
  [...values],
];

const countOf = (rows: unknown): number => Number((rows as { visitors: string }[])[0]!.visitors);

/** As many as a part of the table's pages lets one expect. */
async function sampled(manager: EntityManager, table: SqlTable, question: Question): Promise<number> {
  const rows: { rows: string }[] = await manager.query(
    `SELECT CASE WHEN reltuples > 0 THEN reltuples ELSE 1 + pg_relation_size(oid) / ${ROW_BYTES} END::bigint AS rows
     FROM pg_class WHERE oid = $1::regclass`,
    [table.path],
  );
  const percent = Math.min(100, Math.max(0.01, (100 * SAMPLE) / Number(rows[0]!.rows)));
  const found = countOf(await manager.query(...asked(table, question, `TABLESAMPLE SYSTEM (${percent})`)));
  return Math.round((found * 100) / percent);
}
