import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RequiredTables } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { WebhookKeys } from '../outbox/webhook-keys.js';
import { keyIdsInUse } from './key-ids-in-use.js';
import { SubjectKeys } from './subject-keys.js';

/**
 * Lets no application start without a key that still wraps those of subjects or webhooks: what they encrypt could neither be shown nor exported, and nobody
 * outside be told.
 */
@Injectable()
export class KnownKeys implements OnApplicationBootstrap {
  constructor(
    @Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource,
    private readonly tables: RequiredTables,
    private readonly keys: SubjectKeys,
    private readonly webhooks: WebhookKeys,
  ) {}

  /** @throws ConfigurationError `ENCRYPTION_KEY_UNKNOWN`, or what {@link RequiredTables} throws */
  async onApplicationBootstrap(): Promise<void> {
    await this.tables.onApplicationBootstrap();
    this.keys.envelope.requireKnown(await keyIdsInUse(this.source));
    await this.webhooks.requireKnown();
  }
}
