import { type Clock, minutes, seconds } from '@nest-privacy/core';
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
/** Longest rest of a target by which several changes failed and none was taken: those that it would take are not to wait for long. */
const LONGEST_REST = seconds(30);
/** Longest rest that a target is given because it asks for one. */
const LONGEST_ASKED = minutes(15);

/** Keeps one target told: queues what it follows, makes what is due, and leaves it alone for a while when it takes nothing, or asks to be. */
export class TargetJob {
  private failures = 0;
  private restsUntil = 0;

  constructor(
    public target: DeliveryTarget,
    private readonly tools: TargetTools,
  ) {}

  /** One step: delivers, and queues more once little waits, for what is not queued is safe where it is. @returns whether more waits to be done at once */
  async work(): Promise<boolean> {
    const { clock, config } = this.tools;
    if (clock.now() < this.restsUntil) return false;
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
    const { taken, failed, asked } = await deliveries.round(this.target, limit);
    if (taken > 0) this.failures = 0;
    // One alone says nothing of the target: it waits by itself.
    const rest = taken === 0 && failed > 1 ? backoff(++this.failures, Math.min(LONGEST_REST, config.longestWait)) : 0;
    this.restsUntil = clock.now() + Math.max(rest, Math.min(asked, LONGEST_ASKED));
    return taken;
  }
}
