import { ID, INTEGER, list, object, orNull, page, record, ref, type Schemas, text, TIME } from './schema.js';

const SIGNALS = object({ dnt: { type: ['boolean', 'null'] }, gpc: { type: 'boolean' } });
const DECIDED = record({ type: 'string', enum: ['granted', 'denied'] });

/** What the routes of consent take and answer. */
export const CONSENT_SCHEMAS: Schemas = {
  VisitorConsent: object({
    decisions: record({ type: 'string', enum: ['granted', 'denied', 'unset'] }),
    allowed: record({ type: 'boolean' }),
    state: { type: 'string', enum: ['unset', 'active', 'expired', 'withdrawn'] },
    regime: { type: 'string', enum: ['opt-in', 'opt-out', 'notice-only'] },
    noticeVersion: INTEGER,
    catalogueVersion: orNull(INTEGER),
    recordId: orNull(ID),
    decidedAt: orNull(TIME),
    validUntil: orNull(TIME),
    promptRequired: { type: 'boolean' },
    signals: SIGNALS,
  }),
  ConsentDecision: object(
    {
      decisions: DECIDED,
      method: text(64),
      noticeVersion: { type: 'integer', minimum: 1 },
      catalogueVersion: { type: 'integer', minimum: 0 },
      language: text(35),
      acknowledgedSignals: list({ type: 'string', enum: ['gpc', 'dnt'] }, 2),
    },
    ['decisions'],
  ),
  ConsentForm: object(
    {
      decision: { type: 'string', enum: ['accept-all', 'reject-all', 'withdraw'] },
      noticeVersion: { type: 'integer', minimum: 1 },
      catalogueVersion: { type: 'integer', minimum: 0 },
      language: text(35),
      redirect: { type: 'string', description: 'Path of this site to go back to.' },
      acknowledgedSignals: { type: 'string', enum: ['gpc', 'dnt'] },
    },
    [],
  ),
  ConsentRecord: object(
    {
      id: ID,
      siteId: text(64),
      subjectId: ID,
      eventType: { type: 'string' },
      decisions: DECIDED,
      method: text(64),
      noticeVersion: INTEGER,
      catalogueVersion: orNull(INTEGER),
      catalogueHash: orNull({ type: 'string' }),
      signals: SIGNALS,
      receivedAt: TIME,
      validUntil: TIME,
    },
    ['id', 'decisions', 'receivedAt', 'validUntil'],
  ),
  ConsentRecordPage: page(ref('ConsentRecord')),
};
