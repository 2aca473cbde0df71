import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, minutes } from '@nest-privacy/core';
import { BackgroundJob } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { ConsentListeners } from './consent-listeners.js';
import { ConsentSubscribers } from './consent-subscribers.js';
import { Deliveries } from './deliveries.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryRetention } from './delivery-retention.js';
import { type DeliveryTarget } from './delivery-target.js';
import { followerOf } from './follower-name.js';
import { type OutboxConfig } from './outbox.config.js';
import { TargetJob, type TargetTools } from './target-job.js';
import { WebhookTargets } from './webhook-targets.js';

const FORGET_EVERY = minutes(1);

interface Served {
  readonly work: TargetJob;
  readonly job: BackgroundJob;
}

/**
 * The outbox of consent changes. It is the ledger itself: each target follows the records in the order in which they were committed, so that nothing is told that did
 * not happen, whatever happened is told, and writing costs nothing more. Each target has a job of its own, for none may hold back another.
 */
@Injectable()
export class ConsentOutbox implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly config: OutboxConfig;
  private readonly tools: TargetTools;
  private readonly watch: BackgroundJob;
  private readonly retention: BackgroundJob;
  private readonly served = new Map<string, Served>();

  constructor(
    @Inject(Clock) clock: Clock,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    followers: RecordFollowers,
    queue: DeliveryQueue,
    deliveries: Deliveries,
    private readonly webhooks: WebhookTargets,
    private readonly subscribers: ConsentSubscribers,
    private readonly listeners: ConsentListeners,
    retention: DeliveryRetention,
  ) {
    this.config = outbox;
    this.tools = { clock, config: outbox, followers, queue, deliveries };
    this.watch = new BackgroundJob({
      does: 'read who is told of consent changes',
      interval: outbox.pollInterval,
      work: () => this.serve().then(() => false),
    });
    this.retention = new BackgroundJob({
      does: 'forget what others were told',
      interval: FORGET_EVERY,
      work: () => retention.forget().then(() => false),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.pollInterval === 'off') return;
    await this.watch.run();
    this.watch.start();
    this.retention.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.watch.stop(), this.retention.stop()]);
    await Promise.all([...this.served.values()].map(({ job }) => job.stop()));
  }

  /** Tells every target all that it can be told now; for processes that look by themselves this is never needed. */
  async run(): Promise<void> {
    await this.watch.run();
    await Promise.all([...this.served.values()].map(({ job }) => job.run()));
  }

  private async serve(): Promise<void> {
    const named = [...this.listeners.targets, ...this.subscribers.targets, ...this.webhooks.named];
    // They take their place before anything else happens, so that nothing comes between; webhooks that are added have theirs.
    for (const { id } of named)
      if (!this.served.has(id)) await this.tools.followers.cursorOf({ name: followerOf(id), from: 'end' });
    const targets = new Map([...named, ...(await this.webhooks.added())].map((one) => [one.id, one]));
    for (const [id, { job }] of this.served) {
      if (targets.has(id)) continue;
      this.served.delete(id);
      await job.stop();
    }
    for (const target of targets.values()) this.serveOne(target);
  }

  private serveOne(target: DeliveryTarget): void {
    const known = this.served.get(target.id);
    if (known) {
      known.work.target = target;
      return;
    }
    const work = new TargetJob(target, this.tools);
    const job = new BackgroundJob({
      does: `tell ${target.id} of consent changes`,
      interval: this.config.pollInterval,
      work: () => work.work(),
    });
    this.served.set(target.id, { work, job });
    job.start();
  }
}
