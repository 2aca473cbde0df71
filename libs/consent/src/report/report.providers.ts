import { type Provider } from '@nestjs/common';
import { ConsentReport } from './consent-report.js';
import { ConsentTallies } from './consent-tallies.js';
import { ReportSums } from './report-sums.js';
import { UncountedRecords } from './uncounted-records.js';

/** What this room provides. */
export const REPORT_PROVIDERS: Provider[] = [ConsentTallies, ReportSums, UncountedRecords, ConsentReport];
