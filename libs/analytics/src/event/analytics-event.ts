/** A value of an event's property. */
export type EventProperty = string | number | boolean | null;

/** Further facts of a custom event: flat, of bounded count and length. */
export type EventProperties = Readonly<Record<string, EventProperty>>;

/** What kind of device a user agent names. */
export type DeviceClass = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'unknown';

/**
 * One event as it travels through the queue into the store. It holds no address and no user agent, only what was derived from
 * them. Empty text means that nothing is known.
 */
export interface AnalyticsEvent {
  /** Made at the source, UUID of version 7 unless the sender gave one; the same event counts once however often it is delivered. */
  readonly id: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  readonly kind: 'pageview' | 'event';
  /** Id of the site. */
  readonly site: string;
  /** Name of a custom event; of a page, where {@link TrackPage} gives one. */
  readonly name: string;
  /** Concrete path without query, or the route template where the option `path` says so. */
  readonly page: string;
  /** Route template, such as `/articles/:slug`. */
  readonly route: string;
  readonly host: string;
  readonly title: string;
  /** `direct`, `internal`, or origin and path of the page that linked here; never its query. */
  readonly referrer: string;
  readonly device: DeviceClass;
  readonly browser: string;
  readonly os: string;
  /** First of `Accept-Language`, in lower case. */
  readonly language: string;
  /** 32 hex digits; `null` when the event belongs to no visitor. */
  readonly visitor: string | null;
  /** Whether `visitor` lasts longer than a day, which takes consent. */
  readonly persistent: boolean;
  /** Why the sender is taken for a machine; empty for people. */
  readonly bot: string;
  readonly properties: EventProperties | null;
  /** Categories for which this event may leave the house; empty unless the visitor consented and no signal stands against it. */
  readonly permits: readonly string[];
  /** The visitor's network with the host part cut off; only where the option `forwardedAddress` asks for it. */
  readonly address?: string;
}
