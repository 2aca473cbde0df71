import { Controller, Get, UseGuards } from '@nestjs/common';
import { CurrentRequest, type RequestView } from '@nest-privacy/core';
import { RequireConsent } from '@nest-privacy/consent';
import { ShownThenGuard } from '../replay/shown-then.guard.js';
import { HtmlPage } from './html-page.decorator.js';
import { PageRenderer } from './page-renderer.service.js';
import { articlesPage } from './pages/articles.page.js';
import { homePage } from './pages/home.page.js';
import { offersPage } from './pages/offers.page.js';
import { privacyPage } from './pages/privacy.page.js';

/** The demonstration site: four pages, tracked like a real one. */
@Controller()
@UseGuards(ShownThenGuard)
export class SiteController {
  constructor(private readonly pages: PageRenderer) {}

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
