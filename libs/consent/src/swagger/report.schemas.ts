import {
  described,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  record,
  type Schema,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { REPORT_GROUPINGS } from '../report/report-question.js';

const COUNTED = (what: string): Schema => described({ type: ['integer', 'null'], minimum: 0 }, what);
const SHARE: Schema = { type: ['number', 'null'], minimum: 0 };
const SHARES = (of: string): Schema => described(object({ granted: SHARE, denied: SHARE }), of);
const DAY: Schema = { type: 'string', format: 'date' };

const COUNTS: Schemas = {
  shown: COUNTED('How often the notice was shown; null where that is not counted by this property.'),
  decided: COUNTED('Answers.'),
  decidedOfShown: described(SHARE, 'The share of those to whom the notice was shown.'),
  withdrawn: COUNTED('Withdrawals, which are no answers.'),
  categories: record(
    object({
      granted: COUNTED('Answers that granted it.'),
      denied: COUNTED('Answers that denied it.'),
      ofShown: SHARES('Shares of those to whom the notice was shown.'),
      ofDecided: SHARES('Shares of those who decided.'),
    }),
  ),
  suppressed: described(
    list(text(32)),
    'What is hidden of it, by name; what is null and not named here is not counted.',
  ),
};

/** What the report answers. */
export const REPORT_SCHEMAS: Schemas = {
  ConsentReport: object({
    from: DAY,
    to: DAY,
    timezone: described(oneOf('UTC'), 'Days are those of this zone.'),
    site: described(orNull(text(64)), 'Null where there are several.'),
    groupBy: oneOf(...REPORT_GROUPINGS),
    suppressedBelow: described(INTEGER, 'What fewer than that is left of after rounding is not told.'),
    roundedTo: described(
      INTEGER,
      'Counts are told in steps of so many, the sums of each day rounded up or down by chance.',
    ),
    upTo: described(TIME, 'What was recorded before is counted; what came later may be.'),
    items: list(
      object({
        value: described(
          orNull(text(64)),
          'What the decisions of the group have in common; null where it is not known, `*` for the rest of very many.',
        ),
        ...COUNTS,
      }),
    ),
    total: object(COUNTS),
  }),
};
