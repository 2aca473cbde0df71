import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { BackgroundJob, Ports } from '@nest-privacy/core/kit';
import { Anchoring, HeadRenewal, LogSealer, type TreeHead } from '@nest-privacy/core/sealing';
import { type EntityManager } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { type RecordFollower, RecordFollowers } from '../ledger/record-followers.js';
import { LateRecords } from './late-records.js';
import { LedgerSeals, SEALER } from './ledger-seals.js';
import { SealFloor } from './seal-floor.js';
import { entriesOf, SEALED_MEMBERS, type UnsealedRecord } from './unsealed-record.js';

/** Records that are sealed in one transaction. */
const BATCH = 4_000;

function bySite(records: readonly UnsealedRecord[]): ReadonlyMap<string, readonly UnsealedRecord[]> {
  const sites = new Map<string, UnsealedRecord[]>();
  for (const record of records) {
    const ofSite = sites.get(record.siteId);
    if (ofSite) ofSite.push(record);
    else sites.set(record.siteId, [record]);
  }
  return sites;
}

/**
 * Seals what was recorded, site by site, in the order of the feed. One process does at a time, whichever comes first; the others find nothing to do. A decision never
 * waits for it.
 */
@Injectable()
export class LedgerSealer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LedgerSealer.name);
  private readonly sealer: LogSealer | undefined;
  private readonly renewal: HeadRenewal;
  private readonly anchoring: Anchoring;
  private readonly job: BackgroundJob;
  private readonly follower: RecordFollower<keyof UnsealedRecord> = {
    name: SEALER,
    from: 'beginning',
    batch: BATCH,
    reads: SEALED_MEMBERS,
    take: (records, manager) => this.take(records, manager),
  };
  private readonly floor = new SealFloor();
  /** Heads that the transaction which is open led to, and records that it sealed. */
  private heads: TreeHead[] = [];
  private sealed = 0;

  constructor(
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    @Inject(Clock) private readonly clock: Clock,
    private readonly followers: RecordFollowers,
    private readonly seals: LedgerSeals,
    private readonly late: LateRecords,
    private readonly ports: Ports,
  ) {
    const { keys, interval, anchors, anchorInterval } = config.seal;
    this.sealer = keys[0] && new LogSealer(keys[0]);
    this.renewal = new HeadRenewal(keys, {
      names: () => seals.logs(),
      alone: (work) => followers.alone(SEALER, (manager) => work(seals.store.within(manager))),
    });
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
      // Also what a process signed that ended before it could send it.
      for (const head of await this.renewal.look(this.sealer!, this.clock.now())) this.anchoring.offer(head);
      const hasLate = await this.late.look((records, manager) => this.takeLate(records, manager));
      this.tellOfSealed();
      const hasMore = !this.late.isFirst && (await this.followers.lead(this.follower));
      this.tellOfSealed();
      return hasMore || hasLate;
    } catch (error) {
      this.sealer!.forget();
      throw error;
    } finally {
      [this.heads, this.sealed] = [[], 0];
    }
  }

  private async take(records: readonly UnsealedRecord[], manager: EntityManager): Promise<void> {
    [this.heads, this.sealed] = [[], 0];
    for (const [siteId, ofSite] of bySite(records)) {
      const passed = ofSite.length - (await this.sealAbove(siteId, ofSite, manager));
      if (passed > 0) this.tellOfPassed(siteId, passed);
    }
  }

  private async takeLate(records: readonly UnsealedRecord[], manager: EntityManager): Promise<void> {
    [this.heads, this.sealed] = [[], 0];
    for (const [siteId, ofSite] of bySite(records)) {
      const late = await this.sealAbove(siteId, ofSite, manager);
      if (late > 0) this.tellOfLate(siteId, late);
    }
  }

  /** @returns how many of the records were not sealed before */
  private async sealAbove(siteId: string, records: readonly UnsealedRecord[], manager: EntityManager): Promise<number> {
    const store = this.seals.store.within(manager);
    const now = this.clock.now();
    const above = await this.floor.above(siteId, records, store, manager);
    if (above.length === 0) return 0;
    await store.addKey(this.config.seal.keys[0]!.public, now);
    const head = await this.sealer!.seal(siteId, await entriesOf(siteId, above, manager), store, now);
    this.floor.raise(head, above);
    this.heads.push(head);
    this.sealed += above.length;
    return above.length;
  }

  /** Of a transaction that has ended. */
  private tellOfSealed(): void {
    for (const head of this.heads) this.anchoring.offer(head);
    if (this.sealed > 0) this.ports.metrics.count('consent_sealed_total', {}, this.sealed);
    [this.heads, this.sealed] = [[], 0];
  }

  private tellOfLate(siteId: string, count: number): void {
    this.logger.warn(
      `${count} records of ${siteId} without a number came more than a minute after their time, and were sealed late: set the clocks of all processes. The report and those who are told of changes pass over them`,
    );
  }

  private tellOfPassed(siteId: string, count: number): void {
    this.logger.error(
      `${count} records of ${siteId} stand before the end of what is sealed and were not sealed again: the row "${SEALER}" of privacy_consent_follower was set back. Check the ledger`,
    );
  }
}
