import { type ConsentEventType } from '../decision/event-type.js';
import { type ConsentWebhookEntity, type WebhookStatus } from '../entities/consent-webhook.entity.js';
import { type DeliveryFigures } from '../outbox/delivery-queue.js';
import { type WebhookScheme } from '../outbox/webhook-secret.js';

/** A webhook as administrators see it, without its secret; times are ISO 8601 in UTC. */
export class WebhookView {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly site: string | null;
  readonly events: readonly ConsentEventType[] | null;
  readonly status: WebhookStatus;
  readonly scheme: WebhookScheme;
  /** What receivers verify by, of a webhook of the scheme `v1a`. */
  readonly publicKey: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly deliveries: { readonly pending: number; readonly parked: number; readonly oldestPendingAt: string | null };
  /** Only where it is new: it is not told again. */
  readonly secret?: string;

  constructor(
    webhook: ConsentWebhookEntity,
    { scheme, publicKey }: { readonly scheme: WebhookScheme; readonly publicKey: string | null },
    { pending, parked, oldestPendingAt }: DeliveryFigures,
  ) {
    this.id = webhook.id;
    this.url = webhook.url;
    this.description = webhook.description;
    this.site = webhook.siteId;
    this.events = webhook.events;
    this.status = webhook.status;
    this.scheme = scheme;
    this.publicKey = publicKey;
    this.createdAt = webhook.createdAt.toISOString();
    this.changedAt = webhook.changedAt.toISOString();
    this.deliveries = { pending, parked, oldestPendingAt: oldestPendingAt?.toISOString() ?? null };
  }
}
