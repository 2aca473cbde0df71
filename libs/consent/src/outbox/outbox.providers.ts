import { type Provider } from '@nestjs/common';
import { ConsentListeners } from './consent-listeners.js';
import { ConsentOutbox } from './consent-outbox.js';
import { ConsentSubscribers } from './consent-subscribers.js';
import { Deliveries } from './deliveries.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryRetention } from './delivery-retention.js';
import { WebhookKeys } from './webhook-keys.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookTargets } from './webhook-targets.js';
import { Webhooks } from './webhooks.js';

/** What this room adds to the module. */
export const OUTBOX_PROVIDERS: readonly Provider[] = [
  DeliveryQueue,
  WebhookSecrets,
  WebhookKeys,
  Webhooks,
  WebhookSender,
  WebhookTargets,
  Deliveries,
  DeliveryRetention,
  ConsentListeners,
  ConsentSubscribers,
  ConsentOutbox,
];
