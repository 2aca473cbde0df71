import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  type Administrator,
  CurrentAdministrator,
  CurrentRequest,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ExhibitPath } from './dto/exhibit.path.js';
import { ExhibitQuery } from './dto/exhibit.query.js';
import { NoticeExhibitDto } from './dto/notice-exhibit.dto.js';
import { NoticeExhibitView } from './dto/notice-exhibit.view.js';
import { NoticeExhibits } from './exhibit/notice-exhibits.js';

/** What shows how a published notice was collected and how it looked. There is no route that changes or removes any of it. */
@Controller('admin/consent/notices')
@NoPage()
@RequireScope('notices:publish')
export class ConsentExhibitsController {
  constructor(
    private readonly exhibits: NoticeExhibits,
    private readonly sites: SiteResolver,
  ) {}

  /** All of a version. */
  @Get(':version/exhibits')
  @RequireScope('notices:read')
  async list(
    @CurrentRequest() view: RequestView,
    @Param(requestValidation()) { version }: ExhibitPath,
    @Query(requestValidation()) { site }: ExhibitQuery,
  ): Promise<{ items: readonly NoticeExhibitView[] }> {
    const rows = await this.exhibits.of(this.siteIdOf(view, site), version);
    return { items: rows.map((row) => new NoticeExhibitView(row)) };
  }

  /** Attaches one, for good. */
  @Post(':version/exhibits')
  async attach(
    @CurrentRequest() view: RequestView,
    @CurrentAdministrator() administrator: Administrator,
    @Param(requestValidation()) { version }: ExhibitPath,
    @Query(requestValidation()) { site }: ExhibitQuery,
    @Body(requestValidation()) exhibit: NoticeExhibitDto,
  ): Promise<NoticeExhibitView> {
    const { kind, name, sha256, mediaType, size, url } = exhibit;
    const siteId = this.siteIdOf(view, site);
    const given = { kind, name, sha256, mediaType, size, url };
    return new NoticeExhibitView(await this.exhibits.attach(siteId, version, given, administrator.id));
  }

  private siteIdOf(view: RequestView, site: string | undefined): string {
    return this.sites.chosen(view, site).id;
  }
}
