import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BackgroundJob, BoundedMap } from '@nest-privacy/core/kit';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentPolicyDecisionEntity } from '../entities/consent-policy-decision.entity.js';
import { type FedRecord } from '../ledger/record-feed.js';
import { type RecordFollower, RecordFollowers } from '../ledger/record-followers.js';
import { addTally } from '../tally/add-tally.js';
import { Tally } from '../tally/tally.js';
import { countRecord } from './count-record.js';

/** Name under which it follows the records. */
export const TALLY_FOLLOWER = 'tally';
const COUNTED = [
  'siteId',
  'eventType',
  'decisions',
  'policyId',
  'language',
  'noticeVersion',
  'method',
  'signals',
  'regime',
  'surface',
  'variant',
] as const;
type Counted = (typeof COUNTED)[number];
const BATCH = 2_000;
const COUNTRIES = 10_000;

/**
 * Keeps sums of the ledger for reports. It follows the records, so that nobody who decides waits for it: each is counted once, in the transaction that says how
 * far it has come, whatever processes there are and whenever one of them dies.
 */
@Injectable()
export class ConsentTallies implements OnApplicationBootstrap, OnModuleDestroy {
  readonly follower: RecordFollower<Counted> = {
    name: TALLY_FOLLOWER,
    from: 'beginning',
    batch: BATCH,
    reads: COUNTED,
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

  private async take(records: readonly FedRecord<Counted>[], manager: EntityManager): Promise<void> {
    await this.learnCountries(records, manager);
    const tally = new Tally();
    for (const record of records) countRecord(tally, record, this.countries.get(record.policyId ?? '') ?? '');
    await addTally(this.source, manager, tally);
  }

  private async learnCountries(records: readonly FedRecord<Counted>[], manager: EntityManager): Promise<void> {
    const ids = [...new Set(records.flatMap(({ policyId }) => policyId ?? []))];
    const unknown = ids.filter((id) => this.countries.get(id) === undefined);
    if (unknown.length === 0) return;
    const found = await manager.findBy(ConsentPolicyDecisionEntity, { id: In(unknown) });
    for (const { id, country } of found) this.countries.set(id, country ?? '');
  }
}
