import {
  answer,
  type ControllerDescription,
  describeController,
  emptyAnswer,
  inPath,
  inQuery,
  invalid,
  type MediaDescription,
  oneOf,
  PAGE,
  problems,
  ref,
  REFUSALS,
  unauthorised,
} from '@nest-privacy/core/swagger';
import { ConsentWebhooksController } from '../consent-webhooks.controller.js';
import { LONGEST_OVERLAP_SECONDS } from '../dto/rotation.query.js';
import { webhooksFull, webhookUnknown, webhookUrlRefused } from '../outbox/webhook-problems.js';
import { DELIVERY, NEW_WEBHOOK, WEBHOOK } from './webhook.examples.js';

const { failure, database, cursor } = REFUSALS;
const WEBHOOK_ID = inPath('id', 'Id of the webhook.');
const NEEDS = 'Needs the scope `consent:webhooks`.';
const all = [...unauthorised('consent:webhooks'), failure, database] as const;
const known = [...all, webhookUnknown()] as const;
const headers = ['Cache-Control'] as const;
const body = (schema: string, value: object, description: string) => ({
  description,
  required: true,
  content: {
    'application/json': {
      schema: ref(schema),
      examples: { example: { summary: description, value } },
    } satisfies MediaDescription,
  },
});

/** Who outside is told of consent changes. */
export const WEBHOOK_ROUTES: ControllerDescription = describeController(ConsentWebhooksController, {
  list: {
    summary: 'The webhooks that are told of consent changes',
    description: NEEDS,
    admin: true,
    responses: {
      200: answer('The webhooks.', ref('WebhookList'), { headers: [...headers], example: { items: [WEBHOOK] } }),
      ...problems(...all),
    },
  },
  add: {
    summary: 'Add a webhook',
    description: `Told of what is decided from now on, by Standard Webhooks; the answer shows its secret, once. ${NEEDS}`,
    admin: true,
    requestBody: body('WebhookInput', { url: WEBHOOK.url, events: WEBHOOK.events }, 'A webhook'),
    responses: {
      201: answer('It was added.', ref('NewWebhook'), { headers: [...headers, 'Location'], example: NEW_WEBHOOK }),
      ...problems(invalid('url', 'must have 1 to 2048 characters'), webhookUrlRefused(), webhooksFull(100), ...all),
    },
  },
  get: {
    summary: 'One webhook',
    description: NEEDS,
    admin: true,
    parameters: [WEBHOOK_ID],
    responses: {
      200: answer('The webhook.', ref('Webhook'), { headers: [...headers], example: WEBHOOK }),
      ...problems(...known),
    },
  },
  change: {
    summary: 'Change a webhook',
    description: `Where it is made active, it goes on where it stood. ${NEEDS}`,
    admin: true,
    parameters: [WEBHOOK_ID],
    requestBody: body('WebhookChange', { status: 'paused' }, 'What is to change'),
    responses: {
      200: answer('The webhook as it is now.', ref('Webhook'), {
        headers: [...headers],
        example: { ...WEBHOOK, status: 'paused' },
      }),
      ...problems(invalid('status', 'must be active or paused'), webhookUrlRefused(), ...known),
    },
  },
  remove: {
    summary: 'Remove a webhook',
    description: `With all that it was to be told. ${NEEDS}`,
    admin: true,
    parameters: [WEBHOOK_ID],
    responses: { 204: emptyAnswer('It is gone.', [...headers]), ...problems(...known) },
  },
  rotate: {
    summary: "Rotate a webhook's secret",
    description: `The one before signs beside the new one for a day, or for as long as is said. ${NEEDS}`,
    admin: true,
    parameters: [
      WEBHOOK_ID,
      inQuery('overlapSeconds', 'For how long the secrets before sign on; 0 where others know them.', {
        type: 'integer',
        minimum: 0,
        maximum: LONGEST_OVERLAP_SECONDS,
      }),
    ],
    responses: {
      201: answer('The new secret.', ref('NewWebhook'), { headers: [...headers], example: NEW_WEBHOOK }),
      ...problems(invalid('overlapSeconds', 'must be a whole number'), ...known),
    },
  },
  deliveries: {
    summary: 'What a webhook is to be told, and was told',
    description: `Newest first; delivered ones for seven days. ${NEEDS}`,
    admin: true,
    parameters: [WEBHOOK_ID, inQuery('status', 'Only these.', oneOf('pending', 'delivered', 'parked')), ...PAGE],
    responses: {
      200: answer('A page of deliveries.', ref('WebhookDeliveryPage'), {
        headers: [...headers],
        example: { items: [DELIVERY], nextCursor: null },
      }),
      ...problems(invalid('status', 'must be pending, delivered or parked'), cursor, ...known),
    },
  },
  replay: {
    summary: 'Deliver once more',
    description: `What is parked, or what was delivered and is still kept; each with its \`webhook-id\` of before. ${NEEDS}`,
    admin: true,
    parameters: [WEBHOOK_ID],
    requestBody: body('WebhookReplay', { status: 'delivered', from: '2026-06-15' }, 'Which deliveries'),
    responses: {
      202: answer('They are made once more.', ref('WebhookReplayed'), {
        headers: [...headers],
        example: { replayed: 3 },
      }),
      ...problems(invalid('status', 'must be delivered or parked'), ...known),
    },
  },
});
