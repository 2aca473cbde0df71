import { Inject, Injectable } from '@nestjs/common';
import { type EnvelopeKeys } from '@nest-privacy/core/kit';
import { read, transact } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { ConsentConfig } from '../consent.config.js';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentWebhookEntity } from '../entities/consent-webhook.entity.js';
import { webhookKeyContext } from './webhook-secrets.js';

type WrappedKey = Pick<ConsentWebhookEntity, 'id' | 'wrappedKey'>;

/** The keys that the secrets of webhooks are encrypted by, as key-encryption keys come and go. There are few: all are looked at. */
@Injectable()
export class WebhookKeys {
  private readonly envelope: EnvelopeKeys;

  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    @Inject(ConsentConfig) { outbox }: ConsentConfig,
  ) {
    this.envelope = outbox.keys;
  }

  /** @throws ConfigurationError `ENCRYPTION_KEY_UNKNOWN` */
  async requireKnown(): Promise<void> {
    const wrapped = await this.all();
    this.envelope.requireKnown([...new Set(wrapped.map(({ wrappedKey }) => this.envelope.idOf(wrappedKey)))]);
  }

  /** How many an older key wraps still. */
  async remaining(): Promise<number> {
    return (await this.older()).length;
  }

  /**
   * Wraps them by the newest key; what another process changes in the meantime stays as it is.
   *
   * @returns how many
   * @throws DecryptionError when a row was altered
   */
  async rewrap(): Promise<number> {
    const older = await this.older();
    await transact(this.source, async (manager) => {
      for (const { id, wrappedKey } of older) {
        const anew = this.envelope.rewrap(wrappedKey, webhookKeyContext(id));
        await manager.update(ConsentWebhookEntity, { id, wrappedKey }, { wrappedKey: anew });
      }
    });
    return older.length;
  }

  private async older(): Promise<readonly WrappedKey[]> {
    return (await this.all()).filter(({ wrappedKey }) => this.envelope.idOf(wrappedKey) !== this.envelope.newest);
  }

  private all(): Promise<readonly WrappedKey[]> {
    const select = { id: true, wrappedKey: true } as const;
    return read(this.source, (manager) => manager.find(ConsentWebhookEntity, { select }));
  }
}
