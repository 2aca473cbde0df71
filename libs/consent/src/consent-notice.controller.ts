import { Body, Controller, Get, HttpCode, Post, Query, RawBody, Res, UseGuards } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CurrentRequest, requestValidation, RequestView, SiteResolver } from '@nest-privacy/core';
import { isWeaklyNamed, NoPage, varyBy } from '@nest-privacy/core/kit';
import { NoticeQuery } from './dto/notice.query.js';
import { readJson } from './http/body-reader.js';
import { parseServed } from './http/parse-served.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { ServedReports } from './http/served-reports.js';
import { type PublicNotice } from './notice/render-notice.js';
import { type NoticeServedView } from './dto/notice.views.js';
import { ShownNotices } from './notice/shown-notices.js';

/** The notice as visitors are shown it, and that they were. */
@Controller('consent')
@NoPage()
export class ConsentNoticeController {
  constructor(
    private readonly notices: ShownNotices,
    private readonly reports: ServedReports,
    private readonly sites: SiteResolver,
    private readonly host: HttpAdapterHost,
  ) {}

  /**
   * Texts, categories and catalogue items in one answer, which any cache may keep and asks for again by its entity tag; 304 when nothing changed.
   *
   * @throws ProblemException 404 `NOTICE_UNPUBLISHED`, 503 `NOTICE_UNREAD`
   */
  @Get('notice')
  read(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) { language, variant }: NoticeQuery,
    @Res({ passthrough: true }) response: unknown,
  ): PublicNotice | undefined {
    const acceptLanguage = view.header('accept-language');
    const { tag, notice } = this.notices.of(this.sites.require(view).id, { language, variant, acceptLanguage });
    const { httpAdapter } = this.host;
    httpAdapter.setHeader(response, 'ETag', tag);
    httpAdapter.setHeader(response, 'Cache-Control', 'public, no-cache');
    httpAdapter.setHeader(response, 'Content-Language', notice.language);
    varyBy(httpAdapter, response, 'Accept-Language');
    if (!isWeaklyNamed(tag, view.header('if-none-match'))) return notice;
    httpAdapter.status(response, 304);
    return undefined;
  }

  /** Takes note that a notice was shown, by JSON or by `sendBeacon`; it is written later. Sets no cookie. */
  @Post('notices-served')
  @HttpCode(202)
  @UseGuards(SameOriginGuard)
  async served(
    @CurrentRequest() view: RequestView,
    @Body() body: unknown,
    @RawBody() rawBody: Uint8Array | undefined,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeServedView> {
    await this.reports.admit(view, response);
    return { servedToken: await this.reports.take(view, parseServed(await readJson(view, body, rawBody))) };
  }
}
