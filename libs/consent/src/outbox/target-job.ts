import { type Clock, seconds } from '@nest-privacy/core';
import { type RecordFollowers } from '../ledger/record-followers.js';
import { backoff } from './backoff.js';
import { type Deliveries } from './deliveries.js';
import { type DeliveryQueue } from './delivery-queue.js';
import { type DeliveryTarget } from './delivery-target.js';
import { followerOf } from './follower-name.js';
import { type OutboxConfig } from './outbox.config.js';

/** What all targets share. */
export interface TargetTools {
  readonly followers: RecordFollowers;
  readonly queue: DeliveryQueue;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
  readonly config: OutboxConfig;
}

const BATCH = 500;
/** Tries at once while a target takes nothing: enough that one change which it cannot take does not hold the others back. */
const PROBES = 4;
const FORGET_EVERY = seconds(60);

/** Keeps one target told: queues what it follows, makes what is due, and leaves it alone for a while when it takes nothing. */
export class TargetJob {
  private failures = 0;
  private restsUntil = 0;
  private forgotAt = 0;

  constructor(
    public target: DeliveryTarget,
    private readonly tools: TargetTools,
  ) {}

  /** One step: delivers, and queues more once little waits, for what is not queued is safe where it is. @returns whether more waits to be done at once */
  async work(): Promise<boolean> {
    const { clock, config } = this.tools;
    if (clock.now() < this.restsUntil) return false;
    await this.forget();
    const limit = this.failures > 0 ? Math.min(PROBES, config.concurrency) : config.concurrency;
    const taken = await this.deliver(limit);
    return taken === limit || (await this.follow()) || taken > 0;
  }

  private async follow(): Promise<boolean> {
    const { followers, queue } = this.tools;
    const { id, wants } = this.target;
    let queued = 0;
    const isBehind = await followers.lead({
      name: followerOf(id),
      from: 'end',
      batch: BATCH,
      take: async (records, manager) => {
        const wanted = records.filter(wants);
        queued = wanted.length;
        await queue.add(id, wanted, manager);
      },
    });
    return isBehind || queued > 0;
  }

  private async deliver(limit: number): Promise<number> {
    const { deliveries, clock, config } = this.tools;
    const { taken, failed } = await deliveries.round(this.target, limit);
    if (taken > 0) this.failures = 0;
    else if (failed > 0) this.restsUntil = clock.now() + backoff(++this.failures, config.longestWait);
    return taken;
  }

  private async forget(): Promise<void> {
    const { queue, clock, config } = this.tools;
    const now = clock.now();
    if (now - this.forgotAt < FORGET_EVERY) return;
    this.forgotAt = now;
    await queue.forget(this.target.id, now - config.keepDelivered);
  }
}
