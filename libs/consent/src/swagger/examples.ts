const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const SUBJECT = '01890a5d-ac96-774b-bcce-b302099a8058';
const DECIDED_AT = '2026-06-15T12:00:00.000Z';
const VALID_UNTIL = '2026-12-12T12:00:00.000Z';
const CONSENT_MODE = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'granted',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  security_storage: 'granted',
};
const SIGNALS = { dnt: null, gpc: false };

/** A decision as a page sends it. */
export const DECISION = {
  decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
  method: 'accept-some',
  language: 'en',
  surface: 'banner',
  uiBuild: '2.4.1',
};

/** The record of it. */
export const RECORD = {
  id: ID,
  schemaVersion: 2,
  siteId: 'default',
  subjectId: SUBJECT,
  eventType: 'given',
  decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
  regime: 'opt-in',
  method: 'accept-some',
  noticeVersion: 1,
  noticeSource: 'named',
  catalogueVersion: 7,
  catalogueHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  language: 'en',
  signals: SIGNALS,
  acknowledgedSignals: [],
  givenAt: null,
  receivedAt: DECIDED_AT,
  validUntil: VALID_UNTIL,
  policyId: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  signalConflict: [],
  reaskNotBefore: '2026-12-12T12:00:00.000Z',
  surface: 'banner',
  actor: 'data-subject',
  authMethod: 'new-subject',
  uiBuild: '2.4.1',
  variant: null,
  interop: { consentMode: CONSENT_MODE },
  noticeHash: null,
  servedId: null,
  servedAt: null,
  origin: null,
};

/** The record that follows when everything is taken back. */
export const WITHDRAWAL = {
  ...RECORD,
  eventType: 'withdrawn',
  decisions: { STATISTICS: 'denied', MARKETING: 'denied' },
  method: 'withdraw',
  noticeSource: 'assumed',
  language: null,
  surface: null,
  authMethod: 'subject-cookie',
  uiBuild: null,
  interop: { consentMode: { ...CONSENT_MODE, analytics_storage: 'denied' } },
};

/** Where the visitor stands after the decision. */
export const STANDING = {
  decisions: { STATISTICS: 'granted', MARKETING: 'denied' },
  allowed: { ESSENTIALS: true, STATISTICS: true, MARKETING: false },
  state: 'active',
  regime: 'opt-in',
  regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
  jurisdiction: 'EU',
  noticeVersion: 1,
  catalogueVersion: 7,
  recordId: ID,
  decidedAt: DECIDED_AT,
  validUntil: VALID_UNTIL,
  promptRequired: false,
  reaskNotBefore: '2026-12-12T12:00:00.000Z',
  showGpcHonoured: false,
  signals: SIGNALS,
  consentMode: CONSENT_MODE,
};
