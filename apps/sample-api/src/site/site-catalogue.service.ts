import { Injectable } from '@nestjs/common';
import { type PublicTrackingItem, TrackingItemsService } from '@nest-privacy/tracking-items';
import { type CatalogueEntry, type ShownCatalogue } from './catalogue-group.js';

const NOT_SAID = '–';

const entryOf = ({ name, provider, purpose, lifetimeText, lifetime, cookies }: PublicTrackingItem): CatalogueEntry => ({
  name,
  cookies: cookies.map((cookie) => cookie.name),
  provider: provider ?? NOT_SAID,
  purpose: purpose ?? NOT_SAID,
  lifetime: lifetimeText ?? lifetime ?? NOT_SAID,
});

/** The catalogue of tracking items, as the pages show it. */
@Injectable()
export class SiteCatalogue {
  constructor(private readonly items: TrackingItemsService) {}

  /**
   * @param site id of the site
   * @param language of the site; entries that lack it are in the catalogue's own
   */
  async of(site: string, language: string): Promise<ShownCatalogue> {
    const { version, language: shown, categories } = await this.items.catalogue(site, { language });
    const groups = categories
      .filter(({ items }) => items.length > 0)
      .map(({ category, items }) => ({ category, entries: items.map(entryOf) }));
    return { version, language: shown, groups };
  }
}
