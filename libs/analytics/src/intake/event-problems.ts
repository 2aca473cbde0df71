import { ProblemException } from '@nest-privacy/core';

/** 415: neither JSON nor text. */
export const mediaTypeUnsupported = (): ProblemException =>
  new ProblemException({
    status: 415,
    code: 'MEDIA_TYPE_UNSUPPORTED',
    title: 'The body is of an unknown kind',
    detail: 'Send events as application/json, or as the text/plain of sendBeacon.',
  });

/** 400: no events in it. */
export const eventsMalformed = (): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'EVENTS_MALFORMED',
    title: 'The body holds no events',
    detail:
      'Send JSON, as application/json or text/plain: one event {"name", "url", …}, or {"events": [ … ]} and nothing beside it.',
  });

/** 413: more events than are taken at once. */
export const tooManyEvents = (count: number, most: number): ProblemException =>
  new ProblemException({
    status: 413,
    code: 'EVENTS_TOO_MANY',
    title: 'There are too many events',
    detail: `The body holds ${count} events. Send ${most} at most, and the others in further requests.`,
  });

/** 413: more bytes than are taken. */
export const bodyTooLarge = (limit: number): ProblemException =>
  new ProblemException({
    status: 413,
    code: 'BODY_TOO_LARGE',
    title: 'The body is too large',
    detail: `Send ${limit} bytes at most, and the other events in further requests.`,
  });

/** 403: a page of another site reports. */
export const crossSiteRefused = (): ProblemException =>
  new ProblemException({
    status: 403,
    code: 'CROSS_SITE_REFUSED',
    title: 'Another site cannot report events',
    detail:
      'Send events from a page of this site, or have its host added to the site or its origin to the option "allowedOrigins".',
  });

/** 400: an event of a transaction is not as it must be, and so the transaction fails with it. */
export const eventInvalid = (detail: string): ProblemException =>
  new ProblemException({
    status: 400,
    code: 'EVENT_INVALID',
    title: 'The event is not well formed',
    detail: `An event that belongs to a transaction cannot be written: ${detail}. Give it as AnalyticsService.track describes, or have the transaction do without it.`,
  });
