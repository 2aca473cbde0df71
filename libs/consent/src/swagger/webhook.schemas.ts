import {
  described,
  ID,
  INTEGER,
  list,
  object,
  oneOf,
  orNull,
  page,
  ref,
  type Schemas,
  text,
  TIME,
} from '@nest-privacy/core/swagger';
import { CONSENT_EVENT_TYPES } from '../decision/event-type.js';

const EVENTS = described(orNull(list(oneOf(...CONSENT_EVENT_TYPES))), 'Which changes it is told of; null for all.');
const SITE = described(orNull(text(64)), 'The site whose changes it is told of; null for all.');
const URL = text(2_048, 'An absolute https URL.');
const SCHEME = described(
  oneOf('v1', 'v1a'),
  '`v1` for a shared secret (HMAC-SHA256), `v1a` for a public key (Ed25519).',
);

const SHOWN: Schemas = {
  id: ID,
  url: URL,
  description: text(256),
  site: SITE,
  events: EVENTS,
  status: described(
    oneOf('active', 'paused', 'disabled'),
    '`disabled` when it answered 410. While it is not active, what it is to be told waits.',
  ),
  scheme: SCHEME,
  publicKey: described(orNull({ type: 'string' }), 'What receivers verify by, with `v1a`.'),
  createdAt: TIME,
  changedAt: TIME,
  deliveries: object({ pending: INTEGER, parked: INTEGER, oldestPendingAt: orNull(TIME) }),
};

/** What the routes of webhooks take and answer. */
export const WEBHOOK_SCHEMAS: Schemas = {
  Webhook: object(SHOWN),
  NewWebhook: object(
    { ...SHOWN, secret: described({ type: 'string' }, 'Shown this once; with `v1a` there is none to share.') },
    Object.keys(SHOWN),
  ),
  WebhookInput: object({ url: URL, description: orNull(text(256)), site: SITE, events: EVENTS, scheme: SCHEME }, [
    'url',
  ]),
  WebhookChange: object(
    { url: URL, description: text(256), site: SITE, events: EVENTS, status: oneOf('active', 'paused') },
    [],
  ),
  WebhookList: object({ items: list(ref('Webhook')) }),
  WebhookDelivery: object({
    recordId: described(ID, 'The record of the change; also the `webhook-id`.'),
    subjectId: ID,
    status: described(
      oneOf('pending', 'delivered', 'parked'),
      '`parked` when it was given up until somebody replays it.',
    ),
    attempts: INTEGER,
    receivedAt: described(TIME, 'When the change was recorded.'),
    dueAt: described(orNull(TIME), 'When it is tried next.'),
    attemptedAt: orNull(TIME),
    lastStatus: described(orNull(INTEGER), 'The status that the last try was answered with.'),
    lastError: orNull(text(256)),
  }),
  WebhookDeliveryPage: page(ref('WebhookDelivery')),
  WebhookReplay: object(
    {
      status: oneOf('delivered', 'parked'),
      from: described({ type: 'string' }, 'First instant, or first day (UTC), of the changes.'),
      to: described({ type: 'string' }, 'The instant after the last, or the last day (UTC), which is included.'),
    },
    [],
  ),
  WebhookReplayed: object({ replayed: described(INTEGER, 'Deliveries that are made once more.') }),
};
