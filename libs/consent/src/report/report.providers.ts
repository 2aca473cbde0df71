import { type Provider } from '@nestjs/common';
import { ConsentReport } from './consent-report.js';
import { ConsentTallies } from './consent-tallies.js';
import { ReportSums } from './report-sums.js';

/** What this room provides. */
export const REPORT_PROVIDERS: Provider[] = [ConsentTallies, ReportSums, ConsentReport];
