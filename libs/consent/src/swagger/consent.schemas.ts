import {
  COUNT,
  described,
  ID,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  page,
  record,
  ref,
  type Schema,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { LONGEST_SERVED_TOKEN } from '../notice/served/served-tokens.js';
import { DECISION_ACTORS } from '../decision/decision-expression.js';
import { GOOGLE_CONSENT_TYPES } from '../interop/google-consent-mode.js';

const SIGNALS = described(
  object({ dnt: { type: ['boolean', 'null'] }, gpc: { type: 'boolean' } }),
  'What the browser said by itself.',
);
const RECORDED_SIGNALS = described(
  object({ dnt: orNull({ type: 'boolean' }), gpc: orNull({ type: 'boolean' }) }),
  'What the browser said by itself; `null` where nobody knows.',
);
const CONSENT_MODE = described(
  object(Object.fromEntries(GOOGLE_CONSENT_TYPES.map((type) => [type, oneOf('granted', 'denied')]))),
  'The states of Google Consent Mode v2.',
);
const DECIDED = record(oneOf('granted', 'denied'));
const REGIME = described(oneOf('opt-in', 'opt-out', 'notice-only'), 'How `unset` is read.');
const SIGNAL_NAME = oneOf('gpc', 'dnt');
const NOTICE = {
  type: 'integer',
  minimum: 1,
  description: 'The notice that was shown; today’s where nothing is said.',
};
const CATALOGUE = {
  type: 'integer',
  minimum: 0,
  description: 'The version of the catalogue that was shown; today’s where nothing is said.',
};
const LANGUAGE = text(35, 'The language they were shown in (BCP 47).');
const METHOD = {
  ...text(32, 'How it was expressed, such as `accept-all`.'),
  pattern: '^[A-Za-z][A-Za-z0-9_.-]{0,31}$',
};

const SERVED_TOKEN = text(
  LONGEST_SERVED_TOKEN,
  'What `POST /consent/notices-served` answered; the record then says that the notice had been shown.',
);

const MARK = (meaning: string): Schema => ({ ...text(64, meaning), pattern: '^[A-Za-z0-9][A-Za-z0-9+/=_.:-]{0,63}$' });

/** How it was expressed; all of it as the client says. */
const EXPRESSION = {
  surface: { ...METHOD, description: 'Where it was expressed, such as `banner`.' },
  actor: described(oneOf(...DECISION_ACTORS), 'Who expressed it; the visitor where nothing is said.'),
  uiBuild: MARK('The build of the page’s consent code.'),
  variant: MARK('Which variant of the notice it was.'),
};

const withOptional = (members: Schemas, optional: Schemas): Schemas[string] =>
  object({ ...members, ...optional }, Object.keys(members));

/** What the routes of consent take and answer. */
export const CONSENT_SCHEMAS: Schemas = {
  VisitorConsent: withOptional(
    {
      decisions: described(record(oneOf('granted', 'denied', 'unset')), 'What was decided, by category.'),
      allowed: described(record({ type: 'boolean' }), 'What follows from it and from the signals, by category.'),
      state: oneOf('unset', 'active', 'expired', 'withdrawn'),
      regime: described(REGIME, 'How `unset` is read: the strictest over all categories.'),
      regimes: described(record(REGIME), 'The same by category.'),
      jurisdiction: described(
        text(64),
        'The law that was taken to hold, such as `EU` or `US-CA`; `unknown` where nobody knows, `application` where an option decides.',
      ),
      noticeVersion: described(INTEGER, 'The notice that is shown today.'),
      catalogueVersion: described(orNull(INTEGER), 'The catalogue that is shown today; null without one.'),
      recordId: described(orNull(ID), 'The record that proves it.'),
      decidedAt: orNull(TIME),
      validUntil: orNull(TIME),
      promptRequired: described({ type: 'boolean' }, 'Whether the visitor should be asked.'),
      reaskNotBefore: described(
        orNull(TIME),
        'Until when nobody asks again about what was refused; null where nothing was.',
      ),
      showGpcHonoured: described(
        { type: 'boolean' },
        'Whether the visitor has to be shown that `Sec-GPC: 1` was honoured, and it was (11 CCR 7025(c)(6)).',
      ),
      signals: SIGNALS,
      consentMode: CONSENT_MODE,
    },
    {
      importable: text(
        32,
        'The tool whose consent `POST /consent/import` would take over; absent where there is nothing.',
      ),
    },
  ),
  ConsentDecision: object(
    {
      decisions: described(DECIDED, 'By category; one that is not named stays as it was. ESSENTIALS cannot be denied.'),
      method: METHOD,
      noticeVersion: NOTICE,
      catalogueVersion: CATALOGUE,
      language: LANGUAGE,
      acknowledgedSignals: described(
        list(SIGNAL_NAME, 2),
        'The signals of the browser that the visitor was told of and decided against.',
      ),
      givenAt: described(TIME, 'When it was decided, for a decision that is sent later.'),
      ...EXPRESSION,
      tcString: text(4_096, 'IAB TCF 2.3 TC string, where a CMP made one of the same decision.'),
      gppString: text(4_096, 'IAB GPP string.'),
      gppSid: described(list({ type: 'integer', minimum: -1, maximum: 64 }, 32), 'The sections of it that apply.'),
      servedToken: SERVED_TOKEN,
    },
    ['decisions'],
  ),
  ConsentForm: {
    ...object(
      {
        decision: oneOf('accept-all', 'reject-all', 'withdraw'),
        method: METHOD,
        noticeVersion: NOTICE,
        catalogueVersion: CATALOGUE,
        language: LANGUAGE,
        redirect: text(
          2_048,
          'Path of this site to go back to; the page that the form stood on where nothing is said.',
        ),
        acknowledgedSignals: described(SIGNAL_NAME, 'Of everything that the form grants.'),
        ...EXPRESSION,
        servedToken: SERVED_TOKEN,
      },
      [],
    ),
    description:
      'Instead of `decision` one field for each category: `STATISTICS=granted`. What is granted against Global Privacy Control is acknowledged by a field for each category, too: `acknowledged-STATISTICS=gpc`.',
  },
  ConsentRecord: object({
    id: ID,
    schemaVersion: described(INTEGER, 'Of the form of the record.'),
    siteId: text(64),
    subjectId: described(ID, 'The pseudonymous person; made by the server.'),
    eventType: oneOf(
      'given',
      'refused',
      'changed',
      'withdrawn',
      'renewed',
      'linked',
      'erased',
      'imported',
      'signal-applied',
    ),
    decisions: described(record(oneOf('granted', 'denied', 'unset')), 'Where every category stood afterwards.'),
    regime: REGIME,
    method: text(32),
    noticeVersion: described(INTEGER, 'The notice that was shown.'),
    noticeSource: described(
      orNull(oneOf('named', 'assumed')),
      'Who says so: the decision named it, or the server assumed the one of that time. Null in records of before, and where nobody decided.',
    ),
    catalogueVersion: described(orNull(INTEGER), 'The catalogue that was shown.'),
    catalogueHash: described(orNull({ type: 'string' }), 'SHA-256 of that catalogue.'),
    language: described(orNull(text(35)), 'The language they were shown in.'),
    signals: RECORDED_SIGNALS,
    acknowledgedSignals: list(SIGNAL_NAME),
    givenAt: described(orNull(TIME), 'When the client says it was decided.'),
    receivedAt: TIME,
    validUntil: TIME,
    policyId: described(orNull({ type: 'string' }), 'The decision of policy it was made under.'),
    signalConflict: described(
      orNull(list(text(32))),
      'The categories that were granted against a signal of the browser.',
    ),
    reaskNotBefore: described(orNull(TIME), 'Until when nobody asks again about what was refused.'),
    surface: described(orNull(text(32)), 'Where it was expressed.'),
    actor: described(orNull(text(16)), 'Who expressed it.'),
    authMethod: described(
      orNull(text(16)),
      'By what it was known whose decision it is: `subject-cookie`, `application`, or `new-subject` for a first one.',
    ),
    uiBuild: described(orNull(text(64)), 'The build of the page’s consent code.'),
    variant: described(orNull(text(64)), 'Which variant of the notice it was.'),
    interop: described(
      orNull(
        object(
          {
            consentMode: CONSENT_MODE,
            tcString: text(4_096),
            gppString: text(4_096),
            gppSid: list({ type: 'integer' }),
            conflicts: described(list(text(64)), 'Where the strings contradict one another or the decisions.'),
          },
          [],
        ),
      ),
      'What is kept for other systems; null in records from before there was such.',
    ),
    noticeHash: described(orNull(text(64)), 'SHA-256 of the notice; null where it is kept elsewhere.'),
    servedId: described(orNull(ID), 'That the notice had been shown before; null where nobody told.'),
    servedAt: described(orNull(TIME), 'When it was shown.'),
    origin: described(orNull(text(48)), '`imported:` and from where; null for what was collected here.'),
  }),
  ConsentImportReport: object({
    imported: described(COUNT, 'Records that were added.'),
    known: described(COUNT, 'Lines that had been taken over before.'),
    refused: described(
      list(object({ line: described(COUNT, 'From 1; a table’s head is line 1.'), detail: text(500) }), 1_000),
      'Lines that were not taken over, with what is wrong.',
    ),
    complete: described(
      { type: 'boolean' },
      'Whether every line was read: ten thousand at most are, and none behind a thousand faults.',
    ),
  }),
  ConsentRecordPage: page(ref('ConsentRecord')),
};
