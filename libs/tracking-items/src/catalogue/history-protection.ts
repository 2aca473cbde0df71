import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ensureAppendOnly } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { TRACKING_ITEMS_APPEND_ONLY } from '../entities/append-only-tables.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.tokens.js';

/** Lets no application start on histories that could be rewritten. */
@Injectable()
export class HistoryProtection implements OnApplicationBootstrap {
  constructor(@Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ConfigurationError `APPEND_ONLY_TRIGGER_MISSING` */
  onApplicationBootstrap(): Promise<void> {
    return ensureAppendOnly(this.source, TRACKING_ITEMS_APPEND_ONLY, 'TRACKING_ITEMS_MIGRATIONS');
  }
}
