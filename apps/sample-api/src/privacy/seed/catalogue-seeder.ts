import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { TrackingItemsService } from '@nest-privacy/tracking-items';
import { Settings } from '../../config/settings.js';
import { seedItems } from './seed-items.js';

/** Fills an empty catalogue at the first start, so that there is something to see; what an administrator changed stays. */
@Injectable()
export class CatalogueSeeder implements OnApplicationBootstrap {
  private readonly logger = new Logger(CatalogueSeeder.name);
  private seeding: Promise<void> | undefined;

  constructor(
    private readonly items: TrackingItemsService,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.seeded();
  }

  /** When there is a catalogue; begins to fill it where nobody has. */
  seeded(): Promise<void> {
    return (this.seeding ??= this.seed());
  }

  private async seed(): Promise<void> {
    const added = await this.items.seed(seedItems(this.settings.environment));
    if (added > 0) this.logger.log(`The catalogue was empty: added ${added} items`);
  }
}
