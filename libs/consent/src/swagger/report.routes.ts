import {
  answer,
  type ControllerDescription,
  describeController,
  inQuery,
  invalid,
  oneOf,
  problems,
  ref,
  REFUSALS,
  text,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentReportController } from '../consent-report.controller.js';
import { REPORT_GROUPINGS } from '../report/report-question.js';
import { reportedGroups } from '../report/reported-groups.js';
import { ROUNDED_TO } from '../report/rounding.js';

const { failure, database, site } = REFUSALS;
const DAY = { type: 'string', format: 'date' };
const NONE = { granted: 0, denied: 0 };
const COUNTS = { shown: 400, decided: 300, withdrawn: 0, categories: { STATISTICS: { granted: 200, denied: 100 } } };
const EXAMPLE = {
  from: '2026-06-01',
  to: '2026-06-30',
  timezone: 'UTC',
  site: 'default',
  groupBy: 'language',
  suppressedBelow: ROUNDED_TO,
  roundedTo: ROUNDED_TO,
  upTo: '2026-06-30T12:00:00.000Z',
  ...reportedGroups(
    [
      { value: 'en', ...COUNTS },
      { value: 'fr', shown: 0, decided: 0, withdrawn: 0, categories: { STATISTICS: NONE } },
    ],
    { value: '', ...COUNTS },
    ['STATISTICS'],
  ),
};

/** How visitors decide, in numbers. */
export const REPORT_ROUTES: ControllerDescription = describeController(ConsentReportController, {
  report: {
    summary: 'How visitors decide, in numbers that name nobody',
    description: `Needs the scope \`consent:report\`. From sums of the ledger, which are behind by seconds: \`upTo\` says until when. Counts are in steps of ${ROUNDED_TO}: each sum of a day is rounded up or down, by chance and the same way each time, before it is added, so that no answer, and no difference of two, tells a number of few people; \`null\` and named in \`suppressed\` is what is left of too few. The groups need not add up to the total. What was imported is no decision here, and not counted.`,
    admin: true,
    parameters: [
      inQuery('from', 'First day (UTC).', DAY, { required: true, example: '2026-06-01' }),
      inQuery('to', 'Last day (UTC), which is included.', DAY, { required: true, example: '2026-06-30' }),
      inQuery('site', 'Id of the site; that of the host without, and all of them where groups are sites.', text(64)),
      inQuery('groupBy', 'By what groups are told apart; by day without.', oneOf(...REPORT_GROUPINGS)),
    ],
    responses: {
      200: answer('The report.', ref('ConsentReport'), { headers: ['Cache-Control'], example: EXAMPLE }),
      ...problems(
        invalid('from', 'must be a day of the calendar such as 2026-06-15'),
        ...unauthorised('consent:report'),
        site,
        failure,
        database,
      ),
    },
  },
});
