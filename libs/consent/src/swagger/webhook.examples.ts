/** A webhook as administrators see it. */
export const WEBHOOK = {
  id: '01890a5d-ac96-774b-bcce-b302099a8059',
  url: 'https://crm.example.com/hooks/consent',
  description: 'The CRM',
  site: null,
  events: ['given', 'changed', 'withdrawn'],
  status: 'active',
  scheme: 'v1',
  publicKey: null,
  createdAt: '2026-06-15T12:00:00.000Z',
  changedAt: '2026-06-15T12:00:00.000Z',
  deliveries: { pending: 0, parked: 0, oldestPendingAt: null },
};

/** The same where its secret is new. */
export const NEW_WEBHOOK = { ...WEBHOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

/** A delivery that failed and is tried again. */
export const DELIVERY = {
  recordId: '01890a5d-ac96-774b-bcce-b302099a8057',
  subjectId: '01890a5d-ac96-774b-bcce-b302099a8058',
  status: 'pending',
  attempts: 2,
  receivedAt: '2026-06-15T12:00:00.000Z',
  dueAt: '2026-06-15T12:00:22.000Z',
  attemptedAt: '2026-06-15T12:00:12.000Z',
  lastStatus: 503,
  lastError: 'answered 503',
};
