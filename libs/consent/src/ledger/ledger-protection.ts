import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ensureAppendOnly } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent-data-source.js';
import { CONSENT_APPEND_ONLY } from '../entities/append-only-tables.js';

/** Lets no application start on a ledger that could be rewritten. */
@Injectable()
export class LedgerProtection implements OnApplicationBootstrap {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ConfigurationError `APPEND_ONLY_TRIGGER_MISSING` */
  onApplicationBootstrap(): Promise<void> {
    return ensureAppendOnly(this.source, CONSENT_APPEND_ONLY, 'CONSENT_MIGRATIONS');
  }
}
