import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  CurrentRequest,
  OpensPersonalData,
  type Page,
  requestValidation,
  RequestView,
  RequireScope,
  SiteResolver,
} from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ConsentRecordView } from './dto/consent-record.view.js';
import { LedgerQuery } from './dto/ledger.query.js';
import { NamedRecords } from './http/named-records.js';
import { ConsentIdentities } from './identity/consent-identities.js';
import { ConsentRecords } from './ledger/consent-records.js';

/** The account's subject is among them, and those that were linked last. */
const MOST_SUBJECTS = 1_000;

/** The ledger, for administrators with the scope `consent:read`. There is no route that changes it. */
@Controller('admin/consent')
@NoPage()
@RequireScope('consent:read')
@OpensPersonalData()
export class ConsentAdminController {
  constructor(
    private readonly records: ConsentRecords,
    private readonly sites: SiteResolver,
    private readonly named: NamedRecords,
    private readonly identities: ConsentIdentities,
  ) {}

  /** Records of a site, newest first. */
  @Get('records')
  async list(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: LedgerQuery,
  ): Promise<Page<ConsentRecordView>> {
    const siteId = this.siteIdOf(view, query);
    const filter = {
      siteId,
      subjectIds: await this.subjectsOf(siteId, query),
      subjectId: query.subjectId?.toLowerCase(),
      from: query.fromInstant(),
      until: query.untilInstant(),
    };
    const page = await this.records.page(filter, query);
    return { ...page, items: page.items.map((record) => new ConsentRecordView(record)) };
  }

  /** One record, of whichever site, to look at what somebody refers to. */
  @Get('records/:id')
  async record(@Param('id') id: string): Promise<ConsentRecordView> {
    return new ConsentRecordView(await this.named.any(id));
  }

  /** Those of a user; `undefined` where none is asked for. */
  private async subjectsOf(siteId: string, { userId }: LedgerQuery): Promise<readonly string[] | undefined> {
    if (userId === undefined) return undefined;
    const subjects = await this.identities.subjectsOf(userId, { siteId, most: MOST_SUBJECTS });
    return subjects.map(({ subjectId }) => subjectId);
  }

  private siteIdOf(view: RequestView, { site }: LedgerQuery): string {
    return this.sites.chosen(view, site).id;
  }
}
