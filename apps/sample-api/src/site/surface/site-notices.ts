import { Injectable } from '@nestjs/common';
import { ConsentNotices, type PublicNotice, ShownNotices, type VisitorConsent } from '@nest-privacy/consent';
import { type ConsentCategory, ESSENTIALS } from '@nest-privacy/core';
import { TrackingItemsService } from '@nest-privacy/tracking-items';
import { SEED_NOTICE } from '../../privacy/seed/seed-notice.js';
import { LANGUAGES } from '../texts/languages.js';
import { type SiteTexts } from '../texts/site-texts.js';

/** The notice that pages show: the published one, or the site's own words where it is kept elsewhere and only its version is known here. */
@Injectable()
export class SiteNotices {
  constructor(
    private readonly notices: ConsentNotices,
    private readonly shown: ShownNotices,
    private readonly items: TrackingItemsService,
  ) {}

  /** @param site its id */
  async of(site: string, texts: SiteTexts, consent: VisitorConsent): Promise<PublicNotice> {
    const { language } = texts;
    return this.notices.active(site) === null
      ? this.own(site, texts, consent)
      : this.shown.of(site, { language }).notice;
  }

  private async own(
    site: string,
    { language, direction, notice }: SiteTexts,
    { noticeVersion, decisions }: VisitorConsent,
  ): Promise<PublicNotice> {
    const catalogue = await this.items.catalogue(site, { language });
    const { controller, layers } = SEED_NOTICE;
    const categories = [ESSENTIALS, ...Object.keys(decisions)] as ConsentCategory[];
    return {
      ...notice,
      site,
      noticeVersion,
      noticeHash: null,
      language,
      direction,
      languages: LANGUAGES.map((each) => each.language),
      variant: null,
      variants: [],
      controller,
      layers,
      categories: categories.map((category) => ({
        category,
        name: notice.categories[category]?.name ?? category,
        description: notice.categories[category]?.description ?? '',
        required: category === ESSENTIALS,
        items: catalogue.categories.find((group) => group.category === category)?.items ?? [],
      })),
      catalogueVersion: catalogue.version,
      catalogueHash: catalogue.sha256,
    };
  }
}
