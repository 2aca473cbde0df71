import { Inject, Injectable } from '@nestjs/common';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentWebhookEntity } from '../entities/consent-webhook.entity.js';
import { type DeliveryTarget } from './delivery-target.js';
import { WebhookSender } from './webhook-sender.js';
import { Webhooks } from './webhooks.js';

const wants =
  (sites: readonly string[] | null | undefined, events: readonly ConsentEventType[] | null | undefined) =>
  ({ siteId, eventType }: ConsentRecordEntity): boolean =>
    (sites ?? [siteId]).includes(siteId) && (events ?? [eventType]).includes(eventType);

/** The webhooks that are to be told now: those of the options, and the active ones of administrators. */
@Injectable()
export class WebhookTargets {
  private readonly named: readonly DeliveryTarget[];

  constructor(
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    private readonly webhooks: Webhooks,
    private readonly sender: WebhookSender,
  ) {
    this.named = outbox.webhooks.map(({ id, url, secrets, sites, events }) => ({
      id: `option:${id}`,
      kind: 'webhook',
      wants: wants(sites, events),
      deliver: (change) => sender.send(url, secrets, change),
    }));
  }

  async all(): Promise<DeliveryTarget[]> {
    const added = await this.webhooks.all();
    return [...this.named, ...added.filter(({ status }) => status === 'active').map((one) => this.targetOf(one))];
  }

  private targetOf(webhook: ConsentWebhookEntity): DeliveryTarget {
    const { id, url, siteId, events } = webhook;
    return {
      id,
      kind: 'webhook',
      wants: wants(siteId === null ? null : [siteId], events),
      deliver: (change) => this.sender.send(url, this.secretsOf(webhook), change),
      gone: async () => void (await this.webhooks.change(id, { status: 'disabled' })),
    };
  }

  private secretsOf(webhook: ConsentWebhookEntity): string[] {
    return this.webhooks.signing(webhook).map(({ secret }) => secret);
  }
}
