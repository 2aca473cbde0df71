import { Controller, Delete, Get, HttpCode, Param, Query, UsePipes } from '@nestjs/common';
import {
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { decodeCursor, NoPage, WithoutBody } from '@nest-privacy/core/kit';
import { type UndeclaredCookieView, undeclaredViewOf } from './dto/undeclared-cookie.view.js';
import { UndeclaredListQuery } from './dto/undeclared-list.query.js';
import { TrackingItemsConfig } from './tracking-items.config.js';
import { UndeclaredList } from './undeclared/undeclared-list.js';

/** Cookies that requests bring and the catalogue of their site does not know. */
@Controller('admin/tracking-items/undeclared')
@NoPage()
@RequireScope('catalogue:write')
@UsePipes(requestValidation())
export class UndeclaredCookiesAdminController {
  constructor(
    private readonly cookies: UndeclaredList,
    private readonly sites: SiteResolver,
    private readonly config: TrackingItemsConfig,
  ) {}

  @Get()
  @RequireScope('catalogue:read')
  async list(
    @CurrentRequest() view: RequestView,
    @Query() { site, limit, cursor }: UndeclaredListQuery,
  ): Promise<Page<UndeclaredCookieView>> {
    const { id } = this.sites.chosen(view, site);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['id']);
    const page = await this.cookies.page(id, { limit, after });
    return { ...page, items: page.items.map((cookie) => undeclaredViewOf(cookie, this.config.defaultLanguage)) };
  }

  @Delete(':id')
  @WithoutBody()
  @HttpCode(204)
  async forget(@Param('id') id: string): Promise<void> {
    await this.cookies.forget(id);
  }
}
