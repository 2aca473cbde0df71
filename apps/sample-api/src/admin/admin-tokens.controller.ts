import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Query, UsePipes } from '@nestjs/common';
import {
  AdminAccess,
  decodeCursor,
  parseDayOrInstant,
  type Page,
  ProblemException,
  requestValidation,
  RequestView,
  RequireScope,
} from '@nest-privacy/core';
import { PageQuery } from '@nest-privacy/core/validation';
import { View } from '../http/view.decorator.js';
import { AdminTokensService } from './admin-tokens.service.js';
import { type AdminTokenView, viewOf } from './dto/admin-token.view.js';
import { AdminTokenParams } from './dto/admin-token.params.js';
import { CreateAdminTokenDto } from './dto/create-admin-token.dto.js';

/** Management of the admin tokens. */
@Controller('admin/tokens')
@RequireScope('tokens:write')
@UsePipes(requestValidation())
export class AdminTokensController {
  constructor(
    private readonly tokens: AdminTokensService,
    @Inject(AdminAccess) private readonly access: AdminAccess,
  ) {}

  @Get()
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<AdminTokenView>> {
    const page = await this.tokens.list(limit, cursor === undefined ? undefined : decodeCursor(cursor, ['id']));
    return { ...page, items: page.items.map(viewOf) };
  }

  /** Answers with the token itself, this once. */
  @Post()
  @Header('Cache-Control', 'no-store')
  async create(
    @View() view: RequestView,
    @Body() { label, scopes, expiresAt }: CreateAdminTokenDto,
  ): Promise<AdminTokenView & { token: string }> {
    const own = await this.access.scopesOf(view);
    const beyond = scopes.filter((scope) => own?.has(scope) !== true);
    if (beyond.length > 0) {
      throw new ProblemException({
        status: 403,
        code: 'ADMIN_SCOPE_MISSING',
        title: 'The token does not cover this',
        detail: `A token can only pass on scopes of its own; it lacks ${beyond.join(', ')}.`,
      });
    }
    const expiry = parseDayOrInstant(expiresAt);
    const { row, token } = await this.tokens.create({
      label,
      scopes,
      expiresAt: expiry === undefined ? null : new Date(expiry),
    });
    return { ...viewOf(row), token };
  }

  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param() { id }: AdminTokenParams): Promise<void> {
    await this.tokens.revoke(id);
  }
}
