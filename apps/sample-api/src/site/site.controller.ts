import { Controller, Get, UseGuards } from '@nestjs/common';
import { CurrentRequest, type RequestView } from '@nest-privacy/core';
import { RequireConsent } from '@nest-privacy/consent';
import { nonceOf, sitePolicy } from '../http/content-policy.js';
import { ShownThenGuard } from '../replay/shown-then.guard.js';
import { Vendors } from '../vendors/vendors.service.js';
import { HtmlPage } from './html-page.decorator.js';
import { PageRenderer } from './page-renderer.service.js';
import { articlesPage } from './pages/articles.page.js';
import { homePage } from './pages/home.page.js';
import { offersPage } from './pages/offers.page.js';
import { privacyPage } from './pages/privacy.page.js';
import { visitPage } from './pages/visit.page.js';

/** The demonstration site: five pages, tracked like a real one. */
@Controller()
@UseGuards(ShownThenGuard)
export class SiteController {
  constructor(
    private readonly pages: PageRenderer,
    private readonly vendors: Vendors,
  ) {}

  @Get()
  @HtmlPage()
  home(@CurrentRequest() view: RequestView): Promise<string> {
    return this.pages.render(view, homePage);
  }

  @Get('articles')
  @HtmlPage()
  articles(@CurrentRequest() view: RequestView): Promise<string> {
    return this.pages.render(view, articlesPage);
  }

  @Get('visit')
  @HtmlPage()
  visit(@CurrentRequest() view: RequestView): Promise<string> {
    view.response?.setHeader('Content-Security-Policy', sitePolicy(nonceOf(view), this.vendors.origins()));
    return this.pages.render(view, (visitor) => visitPage(this.vendors, visitor));
  }

  @Get('privacy')
  @HtmlPage()
  privacy(@CurrentRequest() view: RequestView): Promise<string> {
    return this.pages.render(view, privacyPage);
  }

  @Get('offers')
  @RequireConsent('MARKETING')
  @HtmlPage()
  offers(@CurrentRequest() view: RequestView): Promise<string> {
    return this.pages.render(view, offersPage);
  }
}
