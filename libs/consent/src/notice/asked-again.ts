import { Inject, Injectable } from '@nestjs/common';
import { type CategoryRenewals, Clock, type ConsentCategory, seconds } from '@nest-privacy/core';
import { dialectOf, driverCodeOf, read, snapshot, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { CatalogueInForce } from '../catalogue/catalogue-in-force.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type NoticeValidity } from '../decision/notice-validity.js';
import { ConsentStateEntity } from '../entities/consent-state.entity.js';
import { renewedCategories, type Succession } from './renewal-validity.js';

/** How many visitors have a grant that counts now and would not any more. */
export interface AskedAgain {
  readonly visitors: number;
  /** `estimate` from a sample, or `at-least` what could be counted in time, where there are too many to count them all. */
  readonly precision: 'exact' | 'estimate' | 'at-least';
}

/** So long it is counted, and so long at most a sample is taken after that, in milliseconds. */
const LONGEST = seconds(2);
/** Rows of a sample, about. */
const SAMPLE = 50_000;
/** Rows that SQLite, which holds the process up meanwhile, counts at once. */
const PAGE = 10_000;
/** PostgreSQL's `query_canceled`. */
const CANCELLED = '57014';

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
  async of(siteId: string, succession: Succession): Promise<AskedAgain> {
    const categories = renewedCategories(succession);
    const { renewals } = this.catalogues.of(siteId);
    if (categories.length === 0 || renewals === null) return { visitors: 0, precision: 'exact' };
    const validity = succession.before?.validity ?? { since: 1, renewals: {} };
    const table = tableOf(this.source, ConsentStateEntity);
    const ask = new GrantQuestion(dialectOf(this.source) === 'postgres', this.clock.now(), validity, renewals);
    const question = ask.of(siteId, categories);
    return dialectOf(this.source) === 'postgres' ? this.onPostgres(table, question) : this.onSqlite(table, question);
  }

  private async onPostgres(table: SqlTable, question: Question): Promise<AskedAgain> {
    try {
      const visitors = await this.timed(async (manager) => countOf(await manager.query(...asked(table, question, ''))));
      return { visitors, precision: 'exact' };
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      return { visitors: await this.timed((manager) => sampled(manager, table, question)), precision: 'estimate' };
    }
  }

  private timed(work: (manager: EntityManager) => Promise<number>): Promise<number> {
    return snapshot(this.source, async (manager) => {
      await manager.query(`SET LOCAL statement_timeout = ${LONGEST}`);
      return work(manager).catch((error: unknown) => {
        throw driverCodeOf(error) === CANCELLED ? new TooMany() : error;
      });
    });
  }

  /** Page by page in the order of the key, so that others have their turn in between. */
  private async onSqlite(table: SqlTable, { condition, values }: Question): Promise<AskedAgain> {
    const end = performance.now() + LONGEST;
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
    `SELECT greatest(reltuples, 1)::bigint AS rows FROM pg_class WHERE oid = $1::regclass`,
    [table.path],
  );
  const percent = Math.min(100, Math.max(0.01, (100 * SAMPLE) / Number(rows[0]!.rows)));
  const found = countOf(await manager.query(...asked(table, question, `TABLESAMPLE SYSTEM (${percent})`)));
  return Math.round((found * 100) / percent);
}
