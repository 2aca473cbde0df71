import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { NoticePublisher } from '@nest-privacy/consent';
import { Settings } from '../../config/settings.js';
import { CatalogueSeeder } from './catalogue-seeder.js';
import { SEED_NOTICE } from './seed-notice.js';

/** Publishes a notice where a site has none at the first start; what an administrator published stays. */
@Injectable()
export class NoticeSeeder implements OnApplicationBootstrap {
  private readonly logger = new Logger(NoticeSeeder.name);

  constructor(
    private readonly publisher: NoticePublisher,
    private readonly catalogue: CatalogueSeeder,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Kept elsewhere, of which only the version is known here.
    if (this.settings.environment.NOTICE_VERSION !== undefined) return;
    // The notice says which catalogue it was published with.
    await this.catalogue.seeded();
    for (const { id } of this.settings.sites)
      if (await this.publisher.seed(id, SEED_NOTICE)) this.logger.debug(`Site ${id} had no notice: published one`);
  }
}
