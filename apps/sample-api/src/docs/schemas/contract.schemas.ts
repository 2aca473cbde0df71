import { ANALYTICS_SCHEMAS } from './analytics.schemas.js';
import { CONSENT_SCHEMAS } from './consent.schemas.js';
import { ID, INTEGER, list, object, orNull, page, ref, type Schemas, text, TIME } from './schema.js';
import { TRACKING_ITEMS_SCHEMAS } from './tracking-items.schemas.js';

/** The schemas of the contract that no validation rule describes, by name. */
export const CONTRACT_SCHEMAS: Schemas = {
  ...CONSENT_SCHEMAS,
  ...ANALYTICS_SCHEMAS,
  ...TRACKING_ITEMS_SCHEMAS,
  Problem: object(
    {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: INTEGER,
      detail: { type: 'string', description: 'What happened, and the remedy.' },
      code: { type: 'string', description: 'Stable; the member to program against.' },
      errors: list(object({ path: { type: 'string' }, detail: { type: 'string' } })),
    },
    ['type', 'title', 'status', 'detail', 'code'],
  ),
  TrackingStatus: object({ tracking: { type: 'string' }, policy: text(2_048), config: text(2_048) }, ['tracking']),
  GpcStatement: object({ gpc: { type: 'boolean' }, lastUpdate: text(40) }, ['gpc']),
  PrometheusText: { type: 'string' },
  Health: object(
    {
      status: { type: 'string', enum: ['ok', 'degraded'] },
      missing: list({ type: 'string' }),
      details: { type: 'object' },
    },
    ['status'],
  ),
  AdminToken: object(
    {
      id: ID,
      label: text(100),
      scopes: list({ type: 'string' }),
      createdAt: TIME,
      expiresAt: orNull(TIME),
      revokedAt: orNull(TIME),
      token: { type: 'string', description: 'Only in the answer to the request that made it.' },
    },
    ['id', 'label', 'scopes', 'createdAt', 'expiresAt', 'revokedAt'],
  ),
  AdminTokenPage: page(ref('AdminToken')),
};
