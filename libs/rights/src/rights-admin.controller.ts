import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UsePipes } from '@nestjs/common';
import {
  type Administrator,
  Clock,
  CurrentAdministrator,
  CurrentRequest,
  OpensPersonalData,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
} from '@nest-privacy/core';
import { isId, NoPage, noteAuditResult } from '@nest-privacy/core/kit';
import { AdminRequestView } from './dto/admin-request.view.js';
import { RequestActionDto } from './dto/request-action.dto.js';
import { RequestListQuery } from './dto/request-list.query.js';
import { requestNotFound } from './problems/rights-problems.js';
import { RightsService } from './rights.service.js';

/** What persons asked for, and what is done about it. */
@Controller('admin/privacy/requests')
@NoPage()
@RequireScope('rights:read')
@UsePipes(requestValidation())
export class RightsAdminController {
  constructor(
    private readonly rights: RightsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Requests, newest first. */
  @Get()
  @OpensPersonalData({ by: ['userId', 'subjectId'] })
  @RequireScope('rights:read')
  async list(@Query() query: RequestListQuery): Promise<Page<AdminRequestView>> {
    const { kind, state, overdue } = query;
    const page = await this.rights.page(
      { kind, state, overdue: overdue === 'true', ofSubject: query.subject() },
      query,
    );
    return { ...page, items: page.items.map((tracked) => new AdminRequestView(tracked, this.clock.now())) };
  }

  @Get(':id')
  async get(@Param('id') id: string): Promise<AdminRequestView> {
    return new AdminRequestView(await this.rights.find(known(id)), this.clock.now());
  }

  /** Approves, extends, refuses or tries a request again. */
  @Post(':id/actions')
  @HttpCode(200)
  @RequireScope('rights:erase')
  async act(
    @CurrentRequest() view: RequestView,
    @Param('id') id: string,
    @Body() { action, reason }: RequestActionDto,
    @CurrentAdministrator() administrator: Administrator,
  ): Promise<AdminRequestView> {
    noteAuditResult(view, { action });
    const tracked = await this.rights.act(known(id), action, administrator, reason);
    return new AdminRequestView(tracked, this.clock.now());
  }
}

function known(id: string): string {
  const lower = id.toLowerCase();
  if (isId(lower)) return lower;
  throw requestNotFound();
}
