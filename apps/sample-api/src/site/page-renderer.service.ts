import { Inject, Injectable } from '@nestjs/common';
import { ConsentNotices, ConsentService, ShownNotices } from '@nest-privacy/consent';
import { PrivacySignalReader, type RequestView, SiteResolver } from '@nest-privacy/core';
import { nonceOf } from '../http/content-policy.js';
import { SiteAssets } from './assets/site-assets.js';
import { SiteCatalogue } from './site-catalogue.service.js';
import { layout, type Page } from './pages/layout.js';
import { type SiteTexts } from './texts/site-texts.js';
import { textsFor } from './texts/texts-for.js';
import { withNotice } from './texts/with-notice.js';
import { type Visitor } from './visitor.js';

/** How the form leads back; see `pages/choices.ts`. */
const DECIDED = /[?&]decided(?:&|=|$)/;

/** The parts of a page's address, without what {@link DECIDED} says. */
function pageAt(address: string): Pick<Visitor, 'path' | 'query'> {
  const [path = '/', query = ''] = address.split('#', 1)[0]!.split(/\?(.*)/s, 2);
  const kept = query.split('&').filter((part) => part !== '' && part !== 'decided' && !part.startsWith('decided='));
  return { path, query: kept.join('&') };
}

/** Renders pages with what the suite knows of the visitor; from memory and the request alone. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly sites: SiteResolver,
    private readonly catalogue: SiteCatalogue,
    private readonly consent: ConsentService,
    private readonly notices: ConsentNotices,
    private readonly shown: ShownNotices,
    private readonly assets: SiteAssets,
    @Inject(PrivacySignalReader) private readonly signals: PrivacySignalReader,
  ) {}

  /**
   * @param address of the page, with its query, where its form leads back to
   * @throws ProblemException 421 when the host belongs to no site
   */
  async render(view: RequestView, page: (visitor: Visitor) => Page, address = view.url): Promise<string> {
    const site = this.sites.require(view);
    const texts = this.textsOf(site.id, textsFor(view.header('accept-language')));
    view.response?.appendHeader('Vary', 'Accept-Language');
    const visitor: Visitor = {
      ...pageAt(address),
      hasDecided: DECIDED.test(view.url),
      texts,
      assets: this.assets,
      nonce: nonceOf(view),
      signals: this.signals.read(view),
      consent: this.consent.read(view),
      catalogue: await this.catalogue.of(site.id, texts.language),
    };
    return layout(page(visitor), visitor);
  }

  /** A notice that is kept elsewhere says nothing here. */
  private textsOf(siteId: string, texts: SiteTexts): SiteTexts {
    if (this.notices.active(siteId) === null) return texts;
    return withNotice(texts, this.shown.of(siteId, { language: texts.language }).notice);
  }
}
