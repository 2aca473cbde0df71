import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ensureAppendOnly, ensureSchema } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-entities.js';
import { CONSENT_ENTITIES } from '../entities/index.js';

/** Lets no application start on a ledger that could be rewritten, or that this version cannot read. */
@Injectable()
export class LedgerProtection implements OnApplicationBootstrap {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ConfigurationError `ENTITIES_MISSING`, `MIGRATIONS_MISSING` or `APPEND_ONLY_TRIGGER_MISSING` */
  async onApplicationBootstrap(): Promise<void> {
    await ensureSchema(this.source, CONSENT_ENTITIES, 'CONSENT');
    await ensureAppendOnly(this.source, CONSENT_APPEND_ONLY, 'CONSENT_MIGRATIONS');
  }
}
