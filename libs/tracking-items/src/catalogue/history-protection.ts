import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ensureAppendOnly, ensureSchema } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { TRACKING_ITEMS_APPEND_ONLY } from '../entities/append-only-entities.js';
import { TRACKING_ITEMS_ENTITIES } from '../entities/index.js';
import { TRACKING_ITEMS_DATA_SOURCE } from '../tracking-items.data-source.js';

/** Lets no application start on histories that could be rewritten, or that this version cannot read. */
@Injectable()
export class HistoryProtection implements OnApplicationBootstrap {
  constructor(@Inject(TRACKING_ITEMS_DATA_SOURCE) private readonly source: DataSource) {}

  /** @throws ConfigurationError `ENTITIES_MISSING`, `MIGRATIONS_MISSING` or `APPEND_ONLY_TRIGGER_MISSING` */
  async onApplicationBootstrap(): Promise<void> {
    await ensureSchema(this.source, TRACKING_ITEMS_ENTITIES, 'TRACKING_ITEMS');
    await ensureAppendOnly(this.source, TRACKING_ITEMS_APPEND_ONLY, 'TRACKING_ITEMS_MIGRATIONS');
  }
}
