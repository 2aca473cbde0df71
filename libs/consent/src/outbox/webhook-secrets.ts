import { Inject, Injectable } from '@nestjs/common';
import { DataKey, type EncryptionContext } from '@nest-privacy/core/kit';
import { ConsentConfig } from '../consent.config.js';
import { type ConsentWebhookEntity } from '../entities/consent-webhook.entity.js';
import { type OutboxConfig } from './outbox.config.js';

/** A secret that signs. */
export interface WebhookSecret {
  readonly secret: string;
  /** Milliseconds since the epoch from which it signs no more; `null` for the newest. */
  readonly until: number | null;
}

/** A wrapped key is of its row alone. */
export const webhookKeyContext = (id: string): EncryptionContext => ['webhook', id];

type Encrypted = Pick<ConsentWebhookEntity, 'secrets' | 'wrappedKey'>;

/** Keeps the secrets of webhooks encrypted at rest, each webhook's with a key of its own. */
@Injectable()
export class WebhookSecrets {
  private readonly keys: OutboxConfig['keys'];

  constructor(@Inject(ConsentConfig) { outbox }: ConsentConfig) {
    this.keys = outbox.keys;
  }

  seal(id: string, secrets: readonly WebhookSecret[]): Encrypted {
    const key = DataKey.random();
    return {
      secrets: key.encrypt(JSON.stringify(secrets), ['webhook-secrets', id]),
      wrappedKey: this.keys.wrap(key, webhookKeyContext(id)),
    };
  }

  /** @throws DecryptionError when the key that wrapped them is not known any more */
  open({ id, secrets, wrappedKey }: Encrypted & { readonly id: string }): readonly WebhookSecret[] {
    const key = this.keys.unwrap(wrappedKey, webhookKeyContext(id));
    return JSON.parse(key.decrypt(secrets, ['webhook-secrets', id])) as WebhookSecret[];
  }
}
