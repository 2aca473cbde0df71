import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, seconds } from '@nest-privacy/core';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { Anchoring, HeadRenewal, LogSealer, type TreeHead } from '@nest-privacy/core/sealing';
import { exclusively, read, tableOf } from '@nest-privacy/core/typeorm';
import { DataSource, type EntityManager, In } from 'typeorm';
import { AuditPendingEntity } from '../entities/audit-pending.entity.js';
import { RightsConfig } from '../rights.config.js';
import { RIGHTS_DATA_SOURCE } from '../rights.data-source.js';
import { AUDIT_LOG_NAME, auditSealStore } from './audit-seals.js';

/** How often a process looks for what is not sealed, in milliseconds. */
const INTERVAL = seconds(1);
/** How often heads are sent outside, in milliseconds. */
const ANCHOR_INTERVAL = seconds(10);
/** Entries in one transaction. */
const BATCH = 500;

/** Seals the entries of the audit log, beside the requests that make them. One process does at a time; what an entry was when it was made is what is sealed. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sealer: LogSealer;
  private readonly renewal: HeadRenewal;
  private readonly anchoring: Anchoring;
  /** What the transaction that is open led to. */
  private head: TreeHead | undefined;
  private readonly job = new BackgroundJob({
    does: 'seal the audit log',
    interval: INTERVAL,
    work: () => this.step(),
  });

  constructor(
    @Inject(RIGHTS_DATA_SOURCE) private readonly source: DataSource,
    @Inject(RightsConfig) private readonly config: RightsConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.sealer = new LogSealer(config.sealKeys[0]!);
    this.renewal = new HeadRenewal(config.sealKeys, {
      names: () => Promise.resolve([AUDIT_LOG_NAME]),
      alone: (work) => this.alone((manager) => work(auditSealStore(source).within(manager))),
    });
    this.anchoring = new Anchoring(config.anchors, ANCHOR_INTERVAL);
  }

  /** Whether the last look failed. */
  get isFailing(): boolean {
    return this.job.isFailing;
  }

  onApplicationBootstrap(): void {
    this.job.start();
    this.anchoring.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.job.stop();
    await this.anchoring.stop();
  }

  /** Seals all that waits, and has the head kept outside. Never rejects; a failure is logged, and tried again the next time. */
  async seal(): Promise<void> {
    await this.job.run();
    await this.anchoring.send();
  }

  /** Entries that are not sealed yet. */
  unsealed(): Promise<number> {
    return read(this.source, (manager) => manager.count(AuditPendingEntity));
  }

  /** @returns whether more waits */
  private async step(): Promise<boolean> {
    try {
      // Also what a process signed that ended before it could send it.
      for (const head of await this.renewal.look(this.sealer, this.clock.now())) this.anchoring.offer(head);
      if ((await this.unsealed()) === 0) return false;
      const more = await this.alone((manager) => this.take(manager));
      if (this.head) this.anchoring.offer(this.head);
      return more ?? false;
    } catch (error) {
      this.sealer.forget();
      throw error;
    } finally {
      this.head = undefined;
    }
  }

  private alone<T>(work: (manager: EntityManager) => Promise<T>): Promise<T | undefined> {
    return exclusively(this.source, `seal ${tableOf(this.source, AuditPendingEntity).path}`, work);
  }

  private async take(manager: EntityManager): Promise<boolean> {
    const pending = await manager.find(AuditPendingEntity, { order: { at: 'ASC', id: 'ASC' }, take: BATCH });
    if (pending.length === 0) return false;
    const store = auditSealStore(this.source).within(manager);
    const now = this.clock.now();
    await store.addKey(this.config.sealKeys[0]!.public, now);
    const entries = pending.map(({ id, at, hash }) => ({ id, at: at.getTime(), hash: Buffer.from(hash, 'hex') }));
    this.head = await this.sealer.seal(AUDIT_LOG_NAME, entries, store, now);
    await manager.delete(AuditPendingEntity, { id: In(pending.map(({ id }) => id)) });
    return pending.length === BATCH;
  }
}
