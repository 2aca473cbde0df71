import { Controller, Get, Query } from '@nestjs/common';
import { CurrentRequest, requestValidation, RequestView, RequireScope, SiteResolver } from '@nest-privacy/core';
import { NoPage } from '@nest-privacy/core/kit';
import { ConsentReportView } from './dto/consent-report.view.js';
import { ReportQuery } from './dto/report.query.js';
import { ConsentReport } from './report/consent-report.js';

/** How visitors decide, in numbers that name nobody, for administrators with the scope `consent:report`. */
@Controller('admin/consent/report')
@NoPage()
@RequireScope('consent:report')
export class ConsentReportController {
  constructor(
    private readonly reports: ConsentReport,
    private readonly sites: SiteResolver,
  ) {}

  /** Shown, decided, granted and denied, by one property. */
  @Get()
  async report(
    @CurrentRequest() view: RequestView,
    @Query(requestValidation()) query: ReportQuery,
  ): Promise<ConsentReportView> {
    const fault = query.fault();
    if (fault) throw fault;
    const { from, to, groupBy = 'day' } = query;
    const question = { from, to, groupBy, siteIds: this.sitesOf(view, query) };
    return new ConsentReportView(question, await this.reports.of(question));
  }

  private sitesOf(view: RequestView, { site, groupBy }: ReportQuery): readonly string[] {
    if (site !== undefined) return [this.sites.named(site).id];
    return groupBy === 'site' ? this.sites.sites.map(({ id }) => id) : [this.sites.require(view).id];
  }
}
