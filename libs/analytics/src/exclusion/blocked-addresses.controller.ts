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
import {
  childOf,
  decodeCursor,
  NoPage,
  noteAuditResult,
  preconditionRequired,
  WithoutBody,
} from '@nest-privacy/core/kit';
import { PageQuery } from '@nest-privacy/core/validation';
import { BlockedAddressChangeDto } from '../dto/blocked-address-change.dto.js';
import { BlockedAddressDto } from '../dto/blocked-address.dto.js';
import { type BlockedNetwork } from '../store/blocked-networks.js';
import { type BlockedAddressView, blockedViewOf } from './blocked-address.view.js';
import { BlockedAddresses, tagOf } from './blocked-addresses.js';

/** Addresses and networks from which nothing is counted. Changing or removing one takes its entity tag as `If-Match`: 428 without, 412 when stale. */
@Controller('admin/analytics/blocked-addresses')
@NoPage()
@RequireScope('analytics:write')
@UsePipes(requestValidation())
export class BlockedAddressesController {
  constructor(
    private readonly blocked: BlockedAddresses,
    private readonly sites: SiteResolver,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  @RequireScope('analytics:read')
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<BlockedAddressView>> {
    const [after] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const page = await this.blocked.page(after, limit);
    return { ...page, items: page.items.map(blockedViewOf) };
  }

  @Post()
  async add(
    @CurrentRequest() view: RequestView,
    @Body() { network, site, reason, expiresAt }: BlockedAddressDto,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<BlockedAddressView> {
    const id = typeof site === 'string' ? this.sites.named(site).id : null;
    const entry = await this.blocked.add({ network, site: id, reason, expiresAt: expiresAt ?? null });
    noteAuditResult(view, { id: entry.id });
    this.host.httpAdapter.setHeader(response, 'Location', childOf(view, entry.id));
    return this.tagged(entry, response);
  }

  @Get(':id')
  @RequireScope('analytics:read')
  async get(@Param('id') id: string, @Res({ passthrough: true }) response: unknown): Promise<BlockedAddressView> {
    return this.tagged(await this.blocked.get(id), response);
  }

  /** The body is a JSON Merge Patch (RFC 7396). */
  @Patch(':id')
  async change(
    @Param('id') id: string,
    @CurrentRequest() view: RequestView,
    @Body() { reason, expiresAt }: BlockedAddressChangeDto,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<BlockedAddressView> {
    const change = { ...(reason !== undefined && { reason }), ...(expiresAt !== undefined && { expiresAt }) };
    return this.tagged(await this.blocked.change(id, change, conditionOf(view)), response);
  }

  @Delete(':id')
  @WithoutBody()
  @HttpCode(204)
  async remove(@Param('id') id: string, @CurrentRequest() view: RequestView): Promise<void> {
    await this.blocked.remove(id, conditionOf(view));
  }

  private tagged(entry: BlockedNetwork, response: unknown): BlockedAddressView {
    this.host.httpAdapter.setHeader(response, 'ETag', tagOf(entry));
    return blockedViewOf(entry);
  }
}

function conditionOf(view: RequestView): string {
  const condition = view.header('if-match');
  if (condition === undefined) throw preconditionRequired();
  return condition;
}
