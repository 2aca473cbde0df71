import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { seconds } from '@nest-privacy/core';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource, MoreThan } from 'typeorm';
import { ConsentConfig } from '../consent-config.js';
import { CONSENT_DATA_SOURCE } from '../consent-data-source.js';
import { ConsentStateEntity, storedConsentOf } from '../entities/consent-state.entity.js';
import { ConsentRevocations } from './consent-revocations.js';

/** Rows may become visible later than their time says: by the writer's open transaction, and by its clock. */
const OVERLAP = seconds(10);

/**
 * Learns of decisions that other processes replaced, with one small query in each interval and none in a request; at start it reads what
 * was replaced before, so that a restart forgets nothing that fits into memory.
 */
@Injectable()
export class RevocationPoller implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RevocationPoller.name);
  private seenUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) private readonly config: ConsentConfig,
    private readonly revocations: ConsentRevocations,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.poll();
    const { pollInterval } = this.config.revocations;
    if (pollInterval === 'off') return;
    this.timer = setInterval(() => void this.poll(), pollInterval);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Looks once; calls that meet share one query. A failure is logged once and the next look tries again. */
  poll(): Promise<void> {
    return (this.running ??= this.learn().finally(() => (this.running = undefined)));
  }

  private async learn(): Promise<void> {
    try {
      const since = new Date(Math.max(0, this.seenUntil - OVERLAP));
      const changed = await read(this.source, (manager) =>
        manager.find(ConsentStateEntity, {
          where: { changedAt: MoreThan(since) },
          order: { changedAt: 'DESC' },
          take: this.config.revocations.capacity,
        }),
      );
      for (const state of changed.toReversed()) this.revocations.supersede(storedConsentOf(state));
      this.seenUntil = Math.max(this.seenUntil, changed[0]?.changedAt?.getTime() ?? 0);
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.error('Cannot read which decisions were replaced; trying again', error);
      this.failing = true;
    }
  }
}
