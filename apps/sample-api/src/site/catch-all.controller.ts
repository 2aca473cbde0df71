import { Controller, Get, NotFoundException, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentRequest, type RequestView } from '@nest-privacy/core';
import { ShownThenGuard } from '../replay/shown-then.guard.js';
import { isOfApi } from './api-paths.js';
import { HtmlPage } from './html-page.decorator.js';
import { takesHtml } from './negotiation.js';
import { isPagePath } from './page-path.js';
import { PageRenderer } from './page-renderer.service.js';
import { anywherePage } from './pages/anywhere.page.js';

/** Answers every path that nothing else answers, if it is one of a page. It is registered last, and answers no program that asks for JSON alone. */
@Controller()
@UseGuards(ShownThenGuard)
@ApiExcludeController()
export class CatchAllController {
  constructor(private readonly pages: PageRenderer) {}

  @Get('*')
  @HtmlPage()
  anywhere(@CurrentRequest() view: RequestView): Promise<string> {
    view.response?.appendHeader('Vary', 'Accept');
    if (isOfApi(view.path) || !isPagePath(view.path) || !takesHtml(view))
      throw new NotFoundException(`Nothing answers ${view.method} here.`);
    return this.pages.render(view, anywherePage);
  }
}
