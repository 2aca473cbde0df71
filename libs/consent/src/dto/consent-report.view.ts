import { type ConsentReportAnswer } from '../report/consent-report.js';
import { type ReportedCounts, type ReportedGroup } from '../report/report-cells.js';
import { type ReportGrouping, type ReportQuestion } from '../report/report-question.js';
import { ROUNDED_TO } from '../report/rounding.js';

/** A report as it leaves the server. */
export class ConsentReportView {
  readonly from: string;
  readonly to: string;
  /** Days are those of this zone. */
  readonly timezone = 'UTC';
  /** `null` where there are several. */
  readonly site: string | null;
  readonly groupBy: ReportGrouping;
  /** What fewer than that is left of after rounding is not told. */
  readonly suppressedBelow = ROUNDED_TO;
  /** Counts are told in steps of so many. */
  readonly roundedTo = ROUNDED_TO;
  readonly upTo: string;
  readonly items: readonly ReportedGroup[];
  readonly total: ReportedCounts;

  constructor({ from, to, siteIds, groupBy }: ReportQuestion, { items, total, upTo }: ConsentReportAnswer) {
    this.from = from;
    this.to = to;
    this.site = siteIds.length === 1 ? siteIds[0]! : null;
    this.groupBy = groupBy;
    this.upTo = upTo.toISOString();
    this.items = items;
    this.total = total;
  }
}
