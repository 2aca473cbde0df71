import { Controller, Get, HttpCode, Param, Body, Delete, Patch, Post, Put, Query, Res, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  type Administrator,
  CurrentAdministrator,
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { decodeCursor, LARGEST_INTEGER, NoPage, parseWholeNumber, WithoutBody } from '@nest-privacy/core/kit';
import { NoticeDiffQuery } from './dto/notice-diff.query.js';
import { NoticePreviewQuery } from './dto/notice-preview.query.js';
import { NoticeVersionsQuery } from './dto/notice-versions.query.js';
import { PublicationQuery } from './dto/publication.query.js';
import { PublishDto } from './dto/publish.dto.js';
import { SiteQuery } from './dto/site.query.js';
import {
  draftViewOf,
  type NoticeDraftView,
  type NoticePublicationView,
  type NoticeSummaryView,
  type NoticeVersionView,
  summaryOf,
  versionViewOf,
} from './dto/notice.views.js';
import { type ConsentNoticeDraftEntity } from './entities/consent-notice-draft.entity.js';
import { AskedAgainCount } from './notice/asked-again.js';
import { ConsentNotices } from './notice/consent-notices.js';
import { type ContentChange, contentChanges } from './notice/content/content-changes.js';
import { type DraftChange, NoticeDrafts } from './notice/notice-drafts.js';
import { noticeVersionUnknown } from './notice/notice-problems.js';
import { NoticePublisher } from './notice/notice-publisher.js';
import { type PublishedNotice } from './notice/published-notice.js';
import { type PublicNotice, type RenderedNotice } from './notice/render-notice.js';
import { ShownNotices } from './notice/shown-notices.js';
import { renewedCategories } from './notice/renewal-validity.js';
import { draftTag } from './notice/revision-condition.js';

/** What is written, shown and was shown. Changing or publishing the draft takes its entity tag as `If-Match`: 428 without, 412 when stale. */
@Controller('admin/consent/notices')
@NoPage()
@RequireScope('notices:write')
@UsePipes(requestValidation())
export class ConsentNoticeAdminController {
  constructor(
    private readonly notices: ConsentNotices,
    private readonly drafts: NoticeDrafts,
    private readonly publisher: NoticePublisher,
    private readonly count: AskedAgainCount,
    private readonly sites: SiteResolver,
    private readonly host: HttpAdapterHost,
    private readonly shown: ShownNotices,
  ) {}

  /** The published versions of a site, newest first. */
  @Get()
  @RequireScope('notices:read')
  async list(
    @CurrentRequest() view: RequestView,
    @Query() query: NoticeVersionsQuery,
  ): Promise<Page<NoticeSummaryView>> {
    const { limit, cursor } = query;
    const before = cursor === undefined ? undefined : decodeCursor(cursor, ['integer']);
    const page = await this.notices.versions(this.siteOf(view, query), { limit, before });
    return { ...page, items: page.items.map(summaryOf) };
  }

  /** What differs between two versions, or between a version and the draft. */
  @Get('diff')
  @RequireScope('notices:read')
  async diff(
    @CurrentRequest() view: RequestView,
    @Query() query: NoticeDiffQuery,
  ): Promise<{ readonly changes: readonly ContentChange[] }> {
    const site = this.siteOf(view, query);
    const before = (await this.version(site, query.from)).content;
    if (query.to !== undefined)
      return { changes: contentChanges(before, (await this.version(site, query.to)).content) };
    const { catalogue } = before;
    return { changes: contentChanges(before, { ...(await this.drafts.of(site)).content, catalogue }) };
  }

  @Get('draft')
  @RequireScope('notices:read')
  async draft(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeDraftView> {
    return this.tagged(await this.drafts.of(this.siteOf(view, query)), response);
  }

  /** Begins a draft, which may be half done. */
  @Post('draft')
  async create(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Body() body: unknown,
    @CurrentAdministrator() { id }: Administrator,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeDraftView> {
    const site = this.siteOf(view, query);
    return this.tagged(await this.drafts.create(site, body, id), response);
  }

  /** The body is a JSON Merge Patch (RFC 7396). */
  @Patch('draft')
  async patch(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Body() patch: unknown,
    @CurrentAdministrator() admin: Administrator,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeDraftView> {
    return this.tagged(await this.drafts.patch(this.changeOf(view, query, admin), patch), response);
  }

  @Delete('draft')
  @WithoutBody()
  @HttpCode(204)
  async delete(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @CurrentAdministrator() admin: Administrator,
  ): Promise<void> {
    await this.drafts.delete(this.changeOf(view, query, admin));
  }

  /** Puts the draft's own wording in one language in place. */
  @Put('draft/translations/:language')
  async putText(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Param('language') language: string,
    @Body() text: unknown,
    @CurrentAdministrator() admin: Administrator,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeDraftView> {
    return this.tagged(await this.drafts.putText(this.changeOf(view, query, admin), language, text), response);
  }

  @Delete('draft/translations/:language')
  @WithoutBody()
  async removeText(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Param('language') language: string,
    @CurrentAdministrator() admin: Administrator,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<NoticeDraftView> {
    return this.tagged(await this.drafts.removeText(this.changeOf(view, query, admin), language), response);
  }

  /** The draft as a visitor would be shown it. */
  @Get('draft/preview')
  @RequireScope('notices:read')
  async previewDraft(@CurrentRequest() view: RequestView, @Query() query: NoticePreviewQuery): Promise<PublicNotice> {
    const { siteId, content } = await this.drafts.of(this.siteOf(view, query));
    return this.rendered({ siteId, version: null, sha256: null, content }, view, query);
  }

  /** What publishing would do: whose grants lapse, how many visitors are asked again, and what stands in the way. Changes nothing. */
  @Get('draft/publication')
  @RequireScope('notices:read')
  async publication(
    @CurrentRequest() view: RequestView,
    @Query() query: PublicationQuery,
  ): Promise<NoticePublicationView> {
    const site = this.siteOf(view, query);
    const { content } = await this.drafts.of(site);
    const succession = await this.publisher.succession(site, query.renewal);
    return {
      renewal: query.renewal,
      renewed: renewedCategories(succession),
      askedAgain: await this.count.of(site, succession),
      faults: this.publisher.faults(content),
    };
  }

  /** Makes the draft the active notice; nothing changes it any more. */
  @Post('draft/publish')
  @RequireScope('notices:publish')
  async publish(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Body() { renewal }: PublishDto,
    @CurrentAdministrator() admin: Administrator,
  ): Promise<NoticeVersionView> {
    return versionViewOf(await this.publisher.publish(this.changeOf(view, query, admin), renewal));
  }

  /** One published version, with all that it holds. */
  @Get(':version')
  @RequireScope('notices:read')
  async read(
    @CurrentRequest() view: RequestView,
    @Query() query: SiteQuery,
    @Param('version') version: string,
  ): Promise<NoticeVersionView> {
    return versionViewOf(await this.version(this.siteOf(view, query), parseWholeNumber(version)));
  }

  /** A published version as visitors were shown it, with the catalogue of today. */
  @Get(':version/preview')
  @RequireScope('notices:read')
  async preview(
    @CurrentRequest() view: RequestView,
    @Query() query: NoticePreviewQuery,
    @Param('version') version: string,
  ): Promise<PublicNotice> {
    return this.rendered(await this.version(this.siteOf(view, query), parseWholeNumber(version)), view, query);
  }

  private async version(site: string, version: number | undefined): Promise<PublishedNotice> {
    const canBe = version !== undefined && version <= LARGEST_INTEGER;
    const notice = canBe ? await this.notices.version(site, version) : null;
    if (!notice) throw noticeVersionUnknown();
    return notice;
  }

  private rendered(notice: RenderedNotice, view: RequestView, { language, variant }: NoticePreviewQuery): PublicNotice {
    return this.shown.preview(notice, { language, variant, acceptLanguage: view.header('accept-language') });
  }

  private tagged(draft: ConsentNoticeDraftEntity, response: unknown): NoticeDraftView {
    this.host.httpAdapter.setHeader(response, 'ETag', draftTag(draft.revision));
    return draftViewOf(draft, this.publisher.faults(draft.content));
  }

  private changeOf(view: RequestView, query: SiteQuery, { id }: Administrator): DraftChange {
    return { siteId: this.siteOf(view, query), ifMatch: view.header('if-match'), by: id };
  }

  private siteOf(view: RequestView, { site }: SiteQuery): string {
    return this.sites.chosen(view, site).id;
  }
}
