import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { isId, newIdAt, outgoingUrlOf } from '@nest-privacy/core/kit';
import { read, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentFollowerEntity } from '../entities/consent-follower.entity.js';
import { ConsentWebhookEntity, type WebhookStatus } from '../entities/consent-webhook.entity.js';
import { RecordFeed } from '../ledger/record-feed.js';
import { RecordFollowers } from '../ledger/record-followers.js';
import { DeliveryQueue } from './delivery-queue.js';
import { followerOf } from './follower-name.js';
import { type OutboxConfig } from './outbox.config.js';
import { webhookUnknown, webhookUrlRefused, webhooksFull } from './webhook-problems.js';
import { newWebhookSecret, schemeOf, type WebhookScheme } from './webhook-secret.js';
import { type WebhookSecret, WebhookSecrets } from './webhook-secrets.js';

/** What an administrator says of a webhook. */
export type WebhookInput = Pick<ConsentWebhookEntity, 'url' | 'description' | 'siteId' | 'events'>;

/** A webhook and the secret that is shown this once. */
export interface ShownWebhook {
  readonly webhook: ConsentWebhookEntity;
  readonly secret: string;
}

/** Webhooks that there may be, for each follows the ledger by itself. */
const MOST = 100;
/** Secrets that sign beside the newest, for each makes every delivery longer. */
const MOST_EARLIER = 2;

/** The webhooks that administrators add. */
@Injectable()
export class Webhooks {
  private readonly config: OutboxConfig;

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    private readonly secrets: WebhookSecrets,
    private readonly queue: DeliveryQueue,
    private readonly followers: RecordFollowers,
    private readonly feed: RecordFeed,
  ) {
    this.config = outbox;
  }

  all(): Promise<ConsentWebhookEntity[]> {
    return read(this.source, (manager) => manager.find(ConsentWebhookEntity, { order: { id: 'ASC' } }));
  }

  /** @throws ProblemException 404 `CONSENT_WEBHOOK_NOT_FOUND` */
  async get(id: string): Promise<ConsentWebhookEntity> {
    const webhook = isId(id)
      ? await read(this.source, (manager) => manager.findOneBy(ConsentWebhookEntity, { id }))
      : null;
    if (!webhook) throw webhookUnknown();
    return webhook;
  }

  /** @throws ProblemException 400 `CONSENT_WEBHOOK_URL_REFUSED`, 409 `CONSENT_WEBHOOKS_FULL` */
  async add(input: WebhookInput, scheme: WebhookScheme): Promise<ShownWebhook> {
    this.assertUrl(input.url);
    const now = this.clock.now();
    const [id, secret] = [newIdAt(now), newWebhookSecret(scheme)];
    const webhook = Object.assign(new ConsentWebhookEntity(), {
      ...input,
      ...this.secrets.seal(id, [{ secret, until: null }]),
      id,
      status: 'active' as const,
      createdAt: new Date(now),
      changedAt: new Date(now),
    } satisfies ConsentWebhookEntity);
    const end = await this.feed.end();
    await transact(this.source, async (manager) => {
      if ((await manager.count(ConsentWebhookEntity)) >= MOST) throw webhooksFull(MOST);
      await manager.insert(ConsentWebhookEntity, webhook);
      await this.followers.join(followerOf(id), end, manager);
    });
    return { webhook, secret };
  }

  /** @throws ProblemException as {@link add} and {@link get} */
  async change(
    id: string,
    change: Partial<WebhookInput & { readonly status: WebhookStatus }>,
  ): Promise<ConsentWebhookEntity> {
    if (change.url !== undefined) this.assertUrl(change.url);
    await this.get(id);
    await this.update({ id }, change);
    return this.get(id);
  }

  /**
   * Gives a new secret of the same kind.
   *
   * @param overlap milliseconds for which the ones before sign beside it; none for one that others know
   * @throws ProblemException as {@link get}
   */
  async rotate(id: string, overlap = this.config.secretOverlap): Promise<ShownWebhook> {
    for (;;) {
      const webhook = await this.get(id);
      const until = this.clock.now() + overlap;
      const earlier = this.signing(webhook).map((one) => ({ ...one, until: Math.min(one.until ?? until, until) }));
      const secret = newWebhookSecret(schemeOf(earlier[0]!.secret));
      const sealed = this.secrets.seal(id, [
        { secret, until: null },
        ...earlier.slice(0, overlap > 0 ? MOST_EARLIER : 0),
      ]);
      // Whoever rotates at the same time shows a secret that has to sign as well.
      if (await this.update(webhook, sealed)) return { webhook: await this.get(id), secret };
    }
  }

  /** What signs now, newest first. */
  signing(webhook: ConsentWebhookEntity): readonly WebhookSecret[] {
    const now = this.clock.now();
    return this.secrets.open(webhook).filter(({ until }) => until === null || until > now);
  }

  /** @throws ProblemException as {@link get} */
  async delete(id: string): Promise<void> {
    await this.get(id);
    await transact(this.source, async (manager) => {
      // First, for it waits for the process that leads the follower just now, whose rows are dropped with the others.
      await manager.delete(ConsentFollowerEntity, { name: followerOf(id) });
      await this.queue.drop(id, manager);
      await manager.delete(ConsentWebhookEntity, { id });
    });
  }

  /** @returns whether it is still as it was read */
  private async update(
    { id, wrappedKey }: Pick<ConsentWebhookEntity, 'id'> & Partial<ConsentWebhookEntity>,
    change: Partial<ConsentWebhookEntity>,
  ): Promise<boolean> {
    const which = { id, ...(wrappedKey !== undefined && { wrappedKey }) };
    const changed = { ...change, changedAt: new Date(this.clock.now()) };
    const { affected } = await write(this.source, (manager) => manager.update(ConsentWebhookEntity, which, changed));
    return affected === 1;
  }

  private assertUrl(text: string): void {
    const url = outgoingUrlOf(text);
    if (url === undefined || !this.config.admits(url)) throw webhookUrlRefused();
  }
}
