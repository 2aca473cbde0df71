import { Inject, Injectable } from '@nestjs/common';
import { Clock, seconds } from '@nest-privacy/core';
import { Ports } from '@nest-privacy/core/kit';
import { read } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { type ConsentDeliveryEntity } from '../entities/consent-delivery.entity.js';
import { ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { backoff } from './backoff.js';
import { changeOf } from './consent-change.js';
import { DeliveryQueue, type DeliveryResult } from './delivery-queue.js';
import { type DeliveryOutcome, type DeliveryTarget } from './delivery-target.js';
import { type OutboxConfig } from './outbox.config.js';

/** Beside the time-out, for the statement after it. */
const SETTLING = seconds(5);

/** What became of a round. */
export interface RoundResult {
  readonly taken: number;
  readonly failed: number;
  readonly asked: number;
}

/** Makes the deliveries that are due. */
@Injectable()
export class Deliveries {
  private readonly config: OutboxConfig;

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    private readonly queue: DeliveryQueue,
    private readonly ports: Ports,
  ) {
    this.config = outbox;
  }

  /**
   * Makes one round.
   *
   * @param limit most deliveries at once
   * @returns how many the target took, how many it did not, and the milliseconds for which it asked to be left alone
   */
  async round(target: DeliveryTarget, limit: number): Promise<RoundResult> {
    const due = await this.queue.claim(target.id, limit, this.config.timeout + SETTLING);
    if (due.length === 0) return { taken: 0, failed: 0, asked: 0 };
    const records = await this.recordsOf(due);
    const outcomes = await Promise.all(due.map((delivery) => this.make(target, delivery, records)));
    const failed = outcomes.filter(({ kind }) => kind !== 'delivered').length;
    if (outcomes.some(({ kind }) => kind === 'gone')) await target.gone?.();
    const asked = Math.max(...outcomes.map((outcome) => (outcome.kind === 'failed' && outcome.retryAfter) || 0));
    return { taken: due.length - failed, failed, asked };
  }

  private async make(
    target: DeliveryTarget,
    delivery: ConsentDeliveryEntity,
    records: ReadonlyMap<string, ConsentRecordEntity>,
  ): Promise<DeliveryOutcome> {
    const record = records.get(delivery.recordId)!;
    const outcome = await target.deliver(changeOf(record));
    const result = this.resultOf(delivery, outcome);
    await this.queue.settle(delivery, result);
    const told = outcome.kind === 'failed' ? (result.status === 'parked' ? 'parked' : 'failed') : outcome.kind;
    this.ports.metrics.count('consent_deliveries_total', { kind: target.kind, result: told });
    return outcome;
  }

  private resultOf(delivery: ConsentDeliveryEntity, outcome: DeliveryOutcome): DeliveryResult {
    const now = this.clock.now();
    const tried = { attemptedAt: new Date(now), lastStatus: outcome.status };
    if (outcome.kind === 'delivered') return { ...tried, status: 'delivered', lastError: null };
    if (outcome.kind === 'gone') return { ...tried, dueAt: new Date(now), lastError: 'answered 410' };
    const { longestWait, parkAfter } = this.config;
    const failed = { ...tried, lastError: outcome.error };
    if (now - delivery.queuedAt.getTime() >= parkAfter) return { ...failed, status: 'parked' };
    const wait = Math.max(backoff(delivery.attempts, longestWait), Math.min(outcome.retryAfter ?? 0, longestWait));
    return { ...failed, dueAt: new Date(now + wait) };
  }

  private async recordsOf(due: readonly ConsentDeliveryEntity[]): Promise<ReadonlyMap<string, ConsentRecordEntity>> {
    const where = due.map(({ subjectId, receivedAt, recordId: id }) => ({ subjectId, receivedAt, id }));
    const records = await read(this.source, (manager) => manager.find(ConsentRecordEntity, { where }));
    return new Map(records.map((record) => [record.id, record]));
  }
}
