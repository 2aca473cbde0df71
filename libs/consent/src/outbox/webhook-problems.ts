import { ProblemException } from '@nest-privacy/core';

/** 404: no webhook has this id. */
export const webhookUnknown = (): ProblemException =>
  new ProblemException({
    status: 404,
    code: 'CONSENT_WEBHOOK_NOT_FOUND',
    title: 'There is no such webhook',
    detail: 'No webhook has this id. GET /admin/consent/webhooks lists those there are.',
  });

/** 400: deliveries cannot go there. */
export const webhookUrlRefused = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'CONSENT_WEBHOOK_URL_REFUSED',
    title: 'Webhooks cannot go to this URL',
    detail:
      'Give an absolute https URL without user and password. Addresses that are not public, and http there, need the option "outbox.allowPrivateAddresses".',
    errors: [{ path: 'url', detail: 'is not usable' }],
  });

/** 409: there are as many as there may be. */
export const webhooksFull = (most: number): ProblemException =>
  new ProblemException({
    status: 409,
    code: 'CONSENT_WEBHOOKS_FULL',
    title: 'There are too many webhooks',
    detail: `There may be ${most} webhooks. Delete one that nobody needs any more.`,
  });
