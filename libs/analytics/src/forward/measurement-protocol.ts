import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Longest value of a field, in bytes (Measurement Protocol v1, parameter reference). */
const LONGEST = { dp: 2_048, dh: 100, dt: 1_500, dr: 2_048, ul: 20 } as const;

/** How the collector knows us. */
export interface CollectorId {
  /** Value of `tid`. */
  readonly trackingId: string;
  /** Value of `v`. */
  readonly version: string;
}

/** A visitor in the form of a UUID, which is what `cid` asks for. */
const clientId = (visitor: string): string =>
  [
    visitor.slice(0, 8),
    visitor.slice(8, 12),
    `4${visitor.slice(13, 16)}`,
    `a${visitor.slice(17, 20)}`,
    visitor.slice(20, 32),
  ].join('-');

const cut = (text: string, longest: number): string =>
  Buffer.byteLength(text) <= longest
    ? text
    : Buffer.from(text)
        .subarray(0, longest)
        .toString('utf8')
        .replace(/\uFFFD$/, '');

/**
 * One hit in the field names of Measurement Protocol v1. `ua` carries the class of the user agent and never the user agent itself.
 *
 * @param collector values of `tid` and `v`
 * @param now milliseconds since the epoch, from which `qt` is reckoned
 */
export function hitOf(event: AnalyticsEvent, { trackingId, version }: CollectorId, now: number): URLSearchParams {
  const { page, host, title, referrer, language, device, browser, os, address } = event;
  const fields: Record<string, string> = {
    v: version,
    tid: trackingId,
    cid: clientId(event.visitor ?? event.id.replaceAll('-', '')),
    t: event.kind,
    dp: cut(page, LONGEST.dp),
    dh: cut(host, LONGEST.dh),
    dt: cut(title, LONGEST.dt),
    dr: /^https?:/.test(referrer) ? cut(referrer, LONGEST.dr) : '',
    ul: cut(language, LONGEST.ul),
    ua: [device, browser, os].filter((part) => part !== '').join('/'),
    ...(event.kind === 'event' && { ec: 'custom', ea: event.name }),
    ...(address !== undefined && { uip: address }),
    qt: String(Math.max(0, now - event.at)),
  };
  return new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
}
