import {
  described,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  record,
  ref,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';

const FLAG = { type: 'boolean' } as const;
const DAY_OR_INSTANT = {
  anyOf: [
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
  ],
};
const COUNTRY = { ...text(2, 'ISO 3166-1, such as `DE`; not known where it is left out.'), pattern: '^[A-Za-z]{2}$' };
const REGION = { ...text(6, 'ISO 3166-2, such as `US-CA`.'), pattern: '^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$' };
const DECISION = oneOf('granted', 'denied', 'unset');
const CATEGORY = text(32);

/** What the routes of the policy take and answer. */
export const POLICY_SCHEMAS: Schemas = {
  PolicyPreviewRequest: object(
    {
      country: orNull(COUNTRY),
      region: orNull(REGION),
      site: text(64, 'Id of a site; that of the request’s host where it is left out.'),
      signals: described(
        object({ gpc: FLAG, dnt: { type: ['boolean', 'null'] } }, []),
        'What the visitor’s browser says by itself.',
      ),
      date: described(
        DAY_OR_INSTANT,
        'A point in time, or a day (UTC), of which it is the first instant; now without.',
      ),
      record: orNull(
        object(
          {
            decisions: described(record(DECISION), 'What was decided, by category.'),
            decidedAt: DAY_OR_INSTANT,
            withdrawn: FLAG,
            informed: described(FLAG, 'Whether what was granted was granted in knowledge of a conflicting GPC signal.'),
            noticeVersion: described(INTEGER, 'Today’s where it is left out.'),
          },
          ['decisions', 'decidedAt'],
        ),
      ),
    },
    [],
  ),
  PolicyPreview: object({
    policyId: described({ type: 'string' }, 'The decision of policy that a record would name.'),
    rules: object({ version: text(64), sha256: orNull({ type: 'string' }) }),
    jurisdiction: text(64),
    country: orNull(text(2)),
    region: orNull(text(6)),
    legalBases: described(
      record(oneOf('necessity', 'consent', 'audience-measurement', 'opt-out', 'notice')),
      'Why each category may be used, once it may.',
    ),
    gpc: described(oneOf('show', 'honour', 'none'), 'What the law there asks of a site that hears `Sec-GPC: 1`.'),
    defaults: described(record(FLAG), 'What is allowed to somebody who never decided.'),
    ask: described(list(CATEGORY), 'The categories to be asked about.'),
    validUntil: described(
      object({ granted: TIME, refused: TIME, withdrawn: TIME }),
      'Until when an answer would hold that was given then.',
    ),
    reaskNotBefore: described(TIME, 'Before when nobody would be asked again who refused then.'),
    consent: described(ref('VisitorConsent'), 'What `GET /consent` would answer.'),
    explain: described(
      list({
        ...object({ rule: text(64), law: orNull({ type: 'string' }), category: CATEGORY, effect: { type: 'string' } }, [
          'rule',
          'law',
          'effect',
        ]),
      }),
      'Each rule that was applied, in the order in which it was.',
    ),
  }),
};
