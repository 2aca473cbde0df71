import { Inject, Injectable, Logger } from '@nestjs/common';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentRecordEntity } from '../entities/consent-record.entity.js';
import { type ConsentWebhookEntity } from '../entities/consent-webhook.entity.js';
import { type DeliveryOutcome, type DeliveryTarget } from './delivery-target.js';
import { WebhookSender } from './webhook-sender.js';
import { Webhooks } from './webhooks.js';

const wants =
  (sites: readonly string[] | null | undefined, events: readonly ConsentEventType[] | null | undefined) =>
  ({ siteId, eventType }: ConsentRecordEntity): boolean =>
    (sites ?? [siteId]).includes(siteId) && (events ?? [eventType]).includes(eventType);

/** The webhooks that are to be told: those of the options, and those of administrators that are active now. */
@Injectable()
export class WebhookTargets {
  /** Those of the options, which are the same as long as the process lives. */
  readonly named: readonly DeliveryTarget[];
  private readonly logger = new Logger('Consent');
  private readonly sentAway = new Set<string>();

  constructor(
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
    private readonly webhooks: Webhooks,
    private readonly sender: WebhookSender,
  ) {
    this.named = outbox.webhooks.map(({ id, url, secrets, sites, events }) => ({
      id: `option:${id}`,
      kind: 'webhook',
      wants: wants(sites, events),
      deliver: async (change) => this.kept(id, await sender.send(url, secrets, change)),
    }));
  }

  async added(): Promise<DeliveryTarget[]> {
    const all = await this.webhooks.all();
    return all.filter(({ status }) => status === 'active').map((one) => this.targetOf(one));
  }

  /** What the application names nobody can disable but the application: it is tried less and less, as one that fails, and what it does not take is parked. */
  private kept(id: string, outcome: DeliveryOutcome): DeliveryOutcome {
    if (outcome.kind === 'delivered') this.sentAway.delete(id);
    if (outcome.kind !== 'gone') return outcome;
    if (!this.sentAway.has(id))
      this.logger.warn(`The webhook "${id}" of the option "outbox.webhooks" answered 410: it wants nothing any more`);
    this.sentAway.add(id);
    return { kind: 'failed', status: outcome.status, error: `answered ${outcome.status}` };
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
