import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundJob, BoundedMap } from '@nest-privacy/core/kit';
import { dialectOf, perDataSource, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentPolicyDecisionEntity } from '../entities/consent-policy-decision.entity.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { EntityColumns } from '../ledger/entity-columns.js';
import { type RecordFollower, RecordFollowers } from '../ledger/record-followers.js';
import { Tally } from './tally.js';

/** Name under which it follows the records. */
export const TALLY_FOLLOWER = 'tally';
const BATCH = 2_000;
const ROWS_A_STATEMENT = 200;
const COUNTRIES = 10_000;
const SUMS = ['decided', 'withdrawn', 'granted', 'denied'];

const statementsOf = perDataSource((source) => {
  const columns = new EntityColumns(source, ConsentTallyEntity);
  const tally = tableOf(source, ConsentTallyEntity);
  const isPostgres = dialectOf(source) === 'postgres';
  const sums = SUMS.map((sum) => `{${sum}} = ${isPostgres ? 'tally.' : '{}.'}{${sum}} + excluded.{${sum}}`).join(', ');
  return {
    columns,
    add: (count: number): string => {
      const rows = Array.from({ length: count }, (_, i) =>
        isPostgres ? `(${columns.casts(i * columns.count + 1)})` : `(${columns.marks})`,
      );
      return tally.sql(`INSERT INTO {} ${isPostgres ? 'AS tally ' : ''}(${columns.names}) VALUES ${rows.join(', ')}
        ON CONFLICT ({site_id}, {property}, {day}, {value}, {category}) DO UPDATE SET ${sums}`);
    },
  };
});

/**
 * Keeps sums of the ledger for reports. It follows the records, so that nobody who decides waits for it: each is counted once, in the transaction that says how
 * far it has come, whatever processes there are and whenever one of them dies.
 */
@Injectable()
export class ConsentTallies implements OnApplicationBootstrap, OnModuleDestroy {
  readonly follower: RecordFollower = {
    name: TALLY_FOLLOWER,
    from: 'beginning',
    batch: BATCH,
    take: (records, manager) => this.take(records, manager),
  };
  private readonly job: BackgroundJob;
  private readonly countries = new BoundedMap<string, string>(COUNTRIES);

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) { report }: ConsentConfig,
    followers: RecordFollowers,
  ) {
    const work = (): Promise<boolean> => followers.lead(this.follower);
    this.job = new BackgroundJob({ does: 'sum up the decisions for reports', interval: report.pollInterval, work });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.job.stop();
  }

  /** Counts what there is to count now. Never rejects. */
  run(): Promise<void> {
    return this.job.run();
  }

  private async take(records: readonly ConsentRecordEntity[], manager: EntityManager): Promise<void> {
    await this.learnCountries(records, manager);
    const tally = new Tally();
    for (const record of records) tally.add(record, this.countries.get(record.policyId ?? '') ?? '');
    const { columns, add } = statementsOf(this.source);
    for (let i = 0; i < tally.rows.length; i += ROWS_A_STATEMENT) {
      const rows = tally.rows.slice(i, i + ROWS_A_STATEMENT);
      const values = rows.flatMap((row) => columns.valuesOf(row));
      await manager.query(add(rows.length), values);
    }
  }

  private async learnCountries(records: readonly ConsentRecordEntity[], manager: EntityManager): Promise<void> {
    const ids = [...new Set(records.flatMap(({ policyId }) => policyId ?? []))];
    const unknown = ids.filter((id) => this.countries.get(id) === undefined);
    if (unknown.length === 0) return;
    const found = await manager.findBy(ConsentPolicyDecisionEntity, { id: In(unknown) });
    for (const { id, country } of found) this.countries.set(id, country ?? '');
  }
}
