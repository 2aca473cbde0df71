import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res, UsePipes } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  CurrentAdministrator,
  CurrentRequest,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
} from '@nest-privacy/core';
import { childOf, decodeCursor, NoPage, parseDayOrInstant, WithoutBody } from '@nest-privacy/core/kit';
import { PageQuery } from '@nest-privacy/core/validation';
import { type TokenHolder } from './token-holder.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { type AdminTokenView, viewOf } from './dto/admin-token.view.js';
import { AdminTokenParams } from './dto/admin-token.params.js';
import { CreateAdminTokenDto } from './dto/create-admin-token.dto.js';

/** Management of the admin tokens. */
@Controller('admin/tokens')
@NoPage()
@RequireScope('tokens:write')
@UsePipes(requestValidation())
export class AdminTokensController {
  constructor(
    private readonly tokens: AdminTokensService,
    private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<AdminTokenView>> {
    const page = await this.tokens.list(limit, cursor === undefined ? undefined : decodeCursor(cursor, ['id']));
    return { ...page, items: page.items.map(viewOf) };
  }

  @Get(':id')
  async get(@Param() { id }: AdminTokenParams): Promise<AdminTokenView> {
    return viewOf(await this.tokens.get(id));
  }

  /** Answers with the token itself, this once. */
  @Post()
  async create(
    @CurrentRequest() view: RequestView,
    @CurrentAdministrator() by: TokenHolder,
    @Res({ passthrough: true }) response: unknown,
    @Body() { label, scopes, expiresAt }: CreateAdminTokenDto,
  ): Promise<AdminTokenView & { token: string }> {
    const expiry = parseDayOrInstant(expiresAt);
    const draft = { label, scopes, expiresAt: expiry === undefined ? null : new Date(expiry) };
    const { row, token } = await this.tokens.create(draft, by);
    this.host.httpAdapter.setHeader(response, 'Location', childOf(view, row.id));
    return { ...viewOf(row), token };
  }

  @Delete(':id')
  @WithoutBody()
  @HttpCode(204)
  async revoke(@CurrentAdministrator() by: TokenHolder, @Param() { id }: AdminTokenParams): Promise<void> {
    await this.tokens.revoke(id, by);
  }
}
