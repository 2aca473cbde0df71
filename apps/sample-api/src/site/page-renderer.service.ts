import { Inject, Injectable } from '@nestjs/common';
import { ClientAssets } from '@nest-privacy/client/assets';
import { ConsentMarkup, ConsentService } from '@nest-privacy/consent';
import { PrivacySignalReader, type RequestView, SiteResolver, TrustedProxies } from '@nest-privacy/core';
import { nonceOf } from '../http/content-policy.js';
import { SiteAssets } from './assets/site-assets.js';
import { chosenLanguage } from './chosen-language.js';
import { backTo, cameFrom, hasDecided, pageAt } from './page-address.js';
import { layout, type Page } from './pages/layout.js';
import { PageSurface } from './surface/page-surface.js';
import { SiteNotices } from './surface/site-notices.js';
import { textsFor } from './texts/texts-for.js';
import { withNotice } from './texts/with-notice.js';
import { type Visitor } from './visitor.js';

/** Renders pages with what the suite knows of the visitor; from memory and the request alone. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly sites: SiteResolver,
    private readonly proxies: TrustedProxies,
    private readonly consent: ConsentService,
    private readonly markup: ConsentMarkup,
    private readonly notices: SiteNotices,
    private readonly client: ClientAssets,
    private readonly assets: SiteAssets,
    @Inject(PrivacySignalReader) private readonly signals: PrivacySignalReader,
  ) {}

  /**
   * @param address of the page, with its query, where its forms lead back to
   * @throws ProblemException 421 when the host belongs to no site
   */
  async render(view: RequestView, page: (visitor: Visitor) => Page, address = view.url): Promise<string> {
    const site = this.sites.require(view);
    const chosen = chosenLanguage(view, { secure: this.proxies.scheme(view) === 'https' });
    const texts = textsFor({ chosen, accepted: view.header('accept-language') });
    view.response?.appendHeader('Vary', 'Accept-Language, Cookie');
    await this.consent.settle(view);
    const consent = this.consent.read(view);
    const notice = await this.notices.of(site.id, texts, consent);
    const wish = { notice, language: texts.language, redirect: backTo(pageAt(address)) };
    const visitor: Visitor = {
      ...pageAt(address),
      cameFrom: cameFrom(view),
      hasDecided: hasDecided(view),
      texts: withNotice(texts, notice),
      assets: this.assets,
      nonce: nonceOf(view),
      signals: this.signals.read(view),
      consent,
      notice,
      surface: new PageSurface(this.markup, this.client, view, wish),
    };
    return layout(page(visitor), visitor);
  }
}
