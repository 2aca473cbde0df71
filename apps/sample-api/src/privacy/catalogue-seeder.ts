import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { TrackingItemsService } from '@nest-privacy/tracking-items';
import { SEED_ITEMS } from './seed-items.js';

/** Fills an empty catalogue at the first start, so that there is something to see; what an administrator changed stays. */
@Injectable()
export class CatalogueSeeder implements OnApplicationBootstrap {
  private readonly logger = new Logger(CatalogueSeeder.name);

  constructor(private readonly items: TrackingItemsService) {}

  async onApplicationBootstrap(): Promise<void> {
    const added = await this.items.seed(SEED_ITEMS);
    if (added > 0) this.logger.log(`The catalogue was empty: added ${added} items`);
  }
}
