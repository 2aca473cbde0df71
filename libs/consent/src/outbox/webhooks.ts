import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@nest-privacy/core';
import { newIdAt, outgoingUrlOf } from '@nest-privacy/core/kit';
import { read, transact, write } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentFollowerEntity } from '../entities/consent-follower.entity.js';
import { ConsentWebhookEntity, type WebhookStatus } from '../entities/consent-webhook.entity.js';
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
  ) {
    this.config = outbox;
  }

  all(): Promise<ConsentWebhookEntity[]> {
    return read(this.source, (manager) => manager.find(ConsentWebhookEntity, { order: { id: 'ASC' } }));
  }

  /** @throws ProblemException 404 `CONSENT_WEBHOOK_NOT_FOUND` */
  async get(id: string): Promise<ConsentWebhookEntity> {
    const webhook = await read(this.source, (manager) => manager.findOneBy(ConsentWebhookEntity, { id }));
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
    await transact(this.source, async (manager) => {
      if ((await manager.count(ConsentWebhookEntity)) >= MOST) throw webhooksFull(MOST);
      await manager.insert(ConsentWebhookEntity, webhook);
    });
    await this.followers.cursorOf({ name: followerOf(id), from: 'end' });
    return { webhook, secret };
  }

  /** @throws ProblemException as {@link add} and {@link get} */
  async change(
    id: string,
    change: Partial<WebhookInput & { readonly status: WebhookStatus }>,
  ): Promise<ConsentWebhookEntity> {
    if (change.url !== undefined) this.assertUrl(change.url);
    await this.get(id);
    await this.update(id, change);
    return this.get(id);
  }

  /** Gives a new secret of the same kind; the one before signs beside it for a while. @throws ProblemException as {@link get} */
  async rotate(id: string): Promise<ShownWebhook> {
    const webhook = await this.get(id);
    const now = this.clock.now();
    const [newest, ...others] = this.signing(webhook);
    const secret = newWebhookSecret(schemeOf(newest!.secret));
    const earlier = { secret: newest!.secret, until: now + this.config.secretOverlap };
    await this.update(id, this.secrets.seal(id, [{ secret, until: null }, earlier, ...others.slice(0, 1)]));
    return { webhook: await this.get(id), secret };
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
      await this.queue.drop(id, manager);
      await manager.delete(ConsentFollowerEntity, { name: followerOf(id) });
      await manager.delete(ConsentWebhookEntity, { id });
    });
  }

  private async update(id: string, change: Partial<ConsentWebhookEntity>): Promise<void> {
    const changed = { ...change, changedAt: new Date(this.clock.now()) };
    await write(this.source, (manager: EntityManager) => manager.update(ConsentWebhookEntity, { id }, changed));
  }

  private assertUrl(text: string): void {
    const url = outgoingUrlOf(text);
    if (url === undefined || !this.config.admits(url)) throw webhookUrlRefused();
  }
}
