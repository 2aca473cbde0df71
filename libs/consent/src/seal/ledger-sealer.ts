import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { BackgroundJob, Ports } from '@nest-privacy/core/kit';
import { Anchoring, type LogEntry, LogSealer, type TreeHead } from '@nest-privacy/core/sealing';
import { type EntityManager } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type RecordFollower, RecordFollowers } from '../ledger/record-followers.js';
import { LedgerSeals, SEALER } from './ledger-seals.js';
import { recordLeafHash } from '../ledger/record-leaf.js';

/** Records that are sealed in one transaction. */
const BATCH = 4_000;

/** What was written beside a record is believed, so that a change before it was sealed is found as well. */
const entryOf = (record: ConsentRecordEntity): LogEntry => ({
  id: record.id,
  at: record.receivedAt.getTime(),
  hash: record.leafHash === null ? recordLeafHash(record) : Buffer.from(record.leafHash, 'base64url'),
});

/**
 * Seals what was recorded, site by site, in the order of the feed. One process does at a time, whichever comes first; the others find nothing to do. A decision never
 * waits for it.
 */
@Injectable()
export class LedgerSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LedgerSealer.name);
  private readonly sealer: LogSealer | undefined;
  private readonly anchoring: Anchoring;
  private readonly job: BackgroundJob;
  private readonly follower: RecordFollower = {
    name: SEALER,
    from: 'beginning',
    batch: BATCH,
    take: (records, manager) => this.take(records, manager),
  };
  /** Heads that the transaction which is open led to. */
  private heads: readonly TreeHead[] = [];

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly followers: RecordFollowers,
    private readonly seals: LedgerSeals,
    private readonly ports: Ports,
  ) {
    const { keys, interval, anchors, anchorInterval } = config.seal;
    this.sealer = keys[0] && new LogSealer(keys[0]);
    this.anchoring = new Anchoring(anchors, interval === 'off' ? 'off' : anchorInterval);
    this.job = new BackgroundJob({ does: 'seal the ledger', interval, work: () => this.step() });
  }

  onApplicationBootstrap(): void {
    if (!this.sealer) {
      this.logger.warn(
        'The ledger is not sealed: without seal.keys of ConsentModule nobody finds what was changed in it',
      );
      return;
    }
    this.job.start();
    this.anchoring.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.job.stop();
    await this.anchoring.stop();
  }

  /** Seals all that can be, and sends the heads outside. Never rejects; a failure is logged, and tried again the next time. */
  async seal(): Promise<void> {
    if (!this.sealer) return;
    await this.job.run();
    await this.anchoring.send();
  }

  private async step(): Promise<boolean> {
    try {
      const more = await this.followers.lead(this.follower);
      for (const head of this.heads) this.anchoring.offer(head);
      return more;
    } catch (error) {
      this.sealer!.forget();
      throw error;
    } finally {
      this.heads = [];
    }
  }

  private async take(records: readonly ConsentRecordEntity[], manager: EntityManager): Promise<void> {
    const store = this.seals.store.within(manager);
    const now = this.clock.now();
    await store.addKey(this.config.seal.keys[0]!.public, now);
    const bySite = new Map<string, LogEntry[]>();
    for (const record of records) {
      const entries = bySite.get(record.siteId);
      if (entries) entries.push(entryOf(record));
      else bySite.set(record.siteId, [entryOf(record)]);
    }
    const heads: TreeHead[] = [];
    for (const [siteId, entries] of bySite) heads.push(await this.sealer!.seal(siteId, entries, store, now));
    this.heads = heads;
    this.ports.metrics.count('consent_sealed_total', {}, records.length);
  }
}
