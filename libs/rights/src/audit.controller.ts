import { Controller, Get, Query } from '@nestjs/common';
import { OpensPersonalData, type Page, requestValidation, RequireScope } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { AuditEntries } from './audit/audit-entries.js';
import { AuditEntryView } from './dto/audit-entry.view.js';
import { AuditQuery } from './dto/audit.query.js';

/** What administrators did, for those with the scope `audit:read`. There is no route that changes it. Whom somebody searches for is not kept readably either. */
@Controller('admin/audit')
@NoPage()
@RequireScope('audit:read')
@OpensPersonalData()
export class AuditController {
  constructor(private readonly entries: AuditEntries) {}

  /** Actions, newest first, each with its outcome. */
  @Get()
  async list(@Query(requestValidation()) query: AuditQuery): Promise<Page<AuditEntryView>> {
    const { administrator, action, target } = query;
    const filter = { administrator, action, target, from: query.fromInstant(), until: query.untilInstant() };
    const page = await this.entries.page(filter, query);
    return { ...page, items: page.items.map((entry) => new AuditEntryView(entry)) };
  }
}
