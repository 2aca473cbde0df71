import { type AddressGuard, type EnvelopeKeys } from '@nest-privacy/core/kit';
import { type ConsentWebhookOptions } from './outbox.options.js';

/** The options of the outbox with every default in place. */
export interface OutboxConfig {
  readonly pollInterval: number | 'off';
  readonly webhooks: readonly ConsentWebhookOptions[];
  readonly keys: EnvelopeKeys;
  readonly guard: AddressGuard;
  /** Whether a webhook may go to this URL, as far as can be told without asking for its address. */
  readonly admits: (url: URL) => boolean;
  readonly timeout: number;
  readonly concurrency: number;
  readonly longestWait: number;
  readonly parkAfter: number;
  readonly keepDelivered: number;
  readonly keepUndelivered: number;
  readonly secretOverlap: number;
}
