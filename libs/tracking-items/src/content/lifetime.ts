const DURATION =
  /^P(?=\d|T\d)(?:\d{1,5}Y)?(?:\d{1,5}M)?(?:\d{1,5}W)?(?:\d{1,5}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,8}S)?)?$/;

/**
 * How long an item keeps what it stores, for machines: `session` (until the browser closes), `persistent` (until it is deleted), or an ISO 8601
 * duration such as `P13M` or `PT30M`. What visitors read is the translated {@link TrackingItemText.lifetime}.
 */
export type Lifetime = string;

/** Whether `text` is a {@link Lifetime}. */
export const isLifetime = (text: unknown): text is Lifetime =>
  text === 'session' || text === 'persistent' || (typeof text === 'string' && DURATION.test(text));
