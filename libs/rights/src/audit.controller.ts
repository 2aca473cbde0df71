import { Controller, Get, Query } from '@nestjs/common';
import { OpensPersonalData, type Page, requestValidation, RequireScope } from '@nest-privacy/core';
import { decodeCursor, NoPage } from '@nest-privacy/core/kit';
import { AuditEntries } from './audit/audit-entries.js';
import { AuditEntryView } from './dto/audit-entry.view.js';
import { AuditVerificationView } from './dto/audit-verification.view.js';
import { AuditQuery } from './dto/audit.query.js';
import { VerifyQuery } from './dto/verify.query.js';
import { AuditSealer } from './seal/audit-sealer.js';
import { AuditVerification } from './seal/audit-verification.js';

/** What administrators did, for those with the scope `audit:read`. There is no route that changes it. Whom somebody searches for is not kept readably either. */
@Controller('admin/audit')
@NoPage()
@RequireScope('audit:read')
export class AuditController {
  constructor(
    private readonly entries: AuditEntries,
    private readonly verification: AuditVerification,
    private readonly sealer: AuditSealer,
  ) {}

  /** Checks the next 4 096 entries, from the first on. */
  @Get('verify')
  async verify(@Query(requestValidation()) { cursor }: VerifyQuery): Promise<AuditVerificationView> {
    const [size, reached] = cursor === undefined ? [] : decodeCursor(cursor, ['count', 'count']);
    const unsealed = await this.sealer.unsealed();
    const part = await this.verification.part(size === undefined ? undefined : { size, reached: reached! });
    return new AuditVerificationView(part, unsealed);
  }

  /** Actions, newest first, each with its outcome. */
  @Get()
  @OpensPersonalData()
  @RequireScope('audit:read')
  async list(@Query(requestValidation()) query: AuditQuery): Promise<Page<AuditEntryView>> {
    const { administrator, action, target } = query;
    const filter = { administrator, action, target, from: query.fromInstant(), until: query.untilInstant() };
    const page = await this.entries.page(filter, query);
    return { ...page, items: page.items.map((entry) => new AuditEntryView(entry)) };
  }
}
