import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { childOf, decodeCursor, NoPage, preconditionRequired, WithoutBody } from '@nest-privacy/core/kit';
import { PageQuery } from '@nest-privacy/core/validation';
import { type ItemVersion } from './catalogue/item-versions.js';
import { type TrackingItemState } from './content/tracking-item-content.js';
import { type TrackingItemInput } from './content/tracking-item-input.js';
import { ItemListQuery } from './dto/item-list.query.js';
import { type TrackingItemView, viewOf } from './dto/tracking-item.view.js';

import { TrackingItemsService } from './tracking-items.service.js';
import { entityTag, type VersionCondition, versionCondition } from './version-condition.js';

/** Management of the catalogue. Changing or deleting an item takes its entity tag as `If-Match`: 428 without, 412 when stale. */
@Controller('admin/tracking-items')
@NoPage()
@RequireScope('catalogue:write')
@UsePipes(requestValidation())
export class TrackingItemsAdminController {
  constructor(
    private readonly items: TrackingItemsService,
    private readonly host: HttpAdapterHost,
    private readonly sites: SiteResolver,
  ) {}

  @Get()
  @RequireScope('catalogue:read')
  async list(@Query() { limit, cursor, enabled, ...filter }: ItemListQuery): Promise<Page<TrackingItemView>> {
    if (filter.site !== undefined) this.sites.named(filter.site);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['id']);
    const choice = { ...filter, enabled: enabled === undefined ? undefined : enabled === 'true' };
    const page = await this.items.list(choice, { limit, after });
    return { ...page, items: page.items.map(viewOf) };
  }

  @Post()
  async create(
    @CurrentRequest() view: RequestView,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<TrackingItemView> {
    const state = await this.items.create(body as TrackingItemInput, 'admin');
    this.host.httpAdapter.setHeader(response, 'Location', childOf(view, state.id));
    return this.tagged(state, response);
  }

  @Get(':id')
  @RequireScope('catalogue:read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) response: unknown): Promise<TrackingItemView> {
    return this.tagged(await this.items.get(id), response);
  }

  @Get(':id/versions')
  @RequireScope('catalogue:read')
  versions(@Param('id') id: string, @Query() { limit, cursor }: PageQuery): Promise<Page<ItemVersion>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, ['integer']);
    return this.items.versions(id, { limit, after });
  }

  /** The body is a JSON Merge Patch (RFC 7396). */
  @Patch(':id')
  async update(
    @Param('id') id: string,
    @CurrentRequest() view: RequestView,
    @Body() patch: unknown,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<TrackingItemView> {
    return this.tagged(await this.items.update(id, patch, required(view), 'admin'), response);
  }

  @Delete(':id')
  @WithoutBody()
  @HttpCode(204)
  async delete(@Param('id') id: string, @CurrentRequest() view: RequestView): Promise<void> {
    await this.items.delete(id, required(view), 'admin');
  }

  private tagged(state: TrackingItemState, response: unknown): TrackingItemView {
    this.host.httpAdapter.setHeader(response, 'ETag', entityTag(state.version));
    return viewOf(state);
  }
}

function required(view: RequestView): VersionCondition {
  const condition = versionCondition(view.header('if-match'));
  if (condition === undefined) throw preconditionRequired();
  return condition;
}
