import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { ConsentConfig } from '../consent.config.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { DeliveryQueue } from './delivery-queue.js';
import { FOLLOWER_PREFIX } from './follower-name.js';
import { type OutboxConfig } from './outbox.config.js';

/** Forgets deliveries in time, also those of targets that are paused, disabled or not named any more. */
@Injectable()
export class DeliveryRetention {
  private readonly config: OutboxConfig;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    private readonly followers: RecordFollowers,
    private readonly queue: DeliveryQueue,
  ) {
    this.config = outbox;
  }

  /** @throws DatabaseUnavailableException; what was forgotten until then is */
  async forget(): Promise<void> {
    const now = this.clock.now();
    const { keepDelivered, keepUndelivered } = this.config;
    for (const name of await this.followers.named(FOLLOWER_PREFIX))
      await this.queue.forget(name.slice(FOLLOWER_PREFIX.length), {
        delivered: now - keepDelivered,
        undelivered: now - keepUndelivered,
      });
  }
}
