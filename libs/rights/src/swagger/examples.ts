import { EXPORT_FORMAT, EXPORT_VERSION } from '../export/export-bundle.js';

const ID = '0199a0f6-9d6c-7c3e-8f5a-3b1d2c4e5f60';

const REQUEST_BASE = {
  id: ID,
  kind: 'erase',
  origin: 'person',
  receivedAt: '2026-11-20T09:15:00.000Z',
  dueAt: '2026-12-20T23:59:59.999Z',
  extended: null,
  refused: null,
} as const;

/** An erasure that has just been asked for. */
export const RECEIVED = { ...REQUEST_BASE, state: 'received', finishedAt: null, report: [] };

/** What the person is given to ask about it later. */
export const TOKEN = `${ID}.bG9uZy1lbm91Z2gtdG9rZW`;

/** An erasure that is done. */
export const COMPLETED = {
  ...REQUEST_BASE,
  state: 'completed',
  finishedAt: '2026-11-20T09:15:04.000Z',
  report: [
    { contributor: 'newsletter', section: 'letters', erased: 42, kept: null },
    {
      contributor: 'shop',
      section: 'invoices',
      erased: 0,
      kept: { count: 2, because: 'Invoices are kept for ten years (§ 147 AO).' },
    },
  ],
};

/** The same as administrators see it. */
export const ADMIN_REQUEST = {
  ...COMPLETED,
  overdue: false,
  history: [
    { at: '2026-11-20T09:15:00.000Z', actor: 'person', event: { type: 'state', state: 'received' } },
    {
      at: '2026-11-20T09:15:00.200Z',
      actor: 'system',
      event: {
        type: 'step',
        contributor: 'newsletter',
        pass: 1,
        step: { section: 'letters', erased: 42 },
      },
    },
  ],
};

/** What is kept of a person. */
export const BUNDLE = {
  format: EXPORT_FORMAT,
  version: EXPORT_VERSION,
  requestId: ID,
  generatedAt: '2026-11-20T09:15:00.000Z',
  subject: [{ kind: 'subject', value: '0199a0f6-1111-7c3e-8f5a-3b1d2c4e5f60' }],
  contributors: [{ name: 'shop', sections: [{ name: 'orders', rows: [{ number: 17, total: '12.00 EUR' }] }] }],
  complete: true,
};

/** An entry of the audit log. */
export const AUDIT_ENTRY = {
  id: ID,
  at: '2026-11-20T09:15:00.000Z',
  administrator: 'ada',
  action: 'GET /admin/consent/records',
  target: { subjectId: '#pkqg6PX9bUq0mSg1tBqB0yXnJk3m0d1g2cVhYwq0y1E' },
  personal: true,
  reason: 'ticket 4711',
  outcome: { at: '2026-11-20T09:15:00.030Z', status: 200, result: {} },
};

/** A check that found nothing wrong. */
export const VERIFICATION = {
  status: 'verified',
  checked: 2,
  size: 2,
  fault: null,
  head: {
    log: 'audit',
    size: 2,
    root: '5f8f7f3b1c2d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789ab',
    previous: null,
    sealedAt: '2026-11-20T09:15:01.000Z',
    keyId: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    signature: 'bm90IGEgc2lnbmF0dXJl',
  },
  unsealed: 0,
  nextCursor: null,
};
