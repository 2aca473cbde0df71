import { Controller, Get, Query } from '@nestjs/common';
import { CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { decodeCursor, NoPage } from '@nest-privacy/core/kit';
import { LedgerVerificationView } from './dto/ledger-verification.view.js';
import { VerifyQuery } from './dto/verify.query.js';
import { LedgerVerification } from './seal/ledger-verification.js';
import { SealStatus } from './seal/seal-status.js';

/** Checks of the ledger, for administrators with the scope `consent:read`. */
@Controller('admin/consent/ledger')
@NoPage()
@RequireScope('consent:read')
export class ConsentVerifyController {
  constructor(
    private readonly verification: LedgerVerification,
    private readonly status: SealStatus,
    private readonly sites: SiteResolver,
  ) {}

  /** Checks the next 4 096 records of a site, from the first on. */
  @Get('verify')
  async verify(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) { site, cursor }: VerifyQuery,
  ): Promise<LedgerVerificationView> {
    const { id } = this.sites.chosen(view, site);
    const [size, reached] = cursor === undefined ? [] : decodeCursor(cursor, ['count', 'count']);
    const until = size === undefined ? undefined : { size, reached: reached! };
    // Counted first: what is sealed in the meantime is counted and checked, and nothing is passed over.
    const { unsealed } = await this.status.report();
    return new LedgerVerificationView(id, await this.verification.part(id, until), unsealed);
  }
}
