/** A value of an event's property. */
export type EventProperty = string | number | boolean | null;

/** Further facts of a custom event: flat, of bounded count and length. */
export type EventProperties = Readonly<Record<string, EventProperty>>;

/** What kind of device a user agent names. */
export type DeviceClass = 'desktop' | 'mobile' | 'tablet' | 'tv' | 'unknown';

/** How wide the screen is, in CSS pixels: up to 575, 991, 1439, and beyond. Empty where nobody said. */
export type ScreenClass = '' | 'small' | 'medium' | 'large' | 'wide';

/** Who sent an event: people, machines, or programs that read on behalf of a person or a model. */
export type Audience = 'people' | 'bots' | 'agents';

/** What the address of a page says of the campaign that led to it (`utm_source` and its like); empty where it says nothing. */
export interface Campaign {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly term: string;
  readonly content: string;
}

/** Money that an event brought. */
export interface Revenue {
  /** In ten-thousandths of the currency's unit, a whole number: 12.50 is 125 000. */
  readonly amount: number;
  /** ISO 4217, three capital letters. */
  readonly currency: string;
}

/**
 * One event as it travels through the queue into the store. It holds no address and no user agent, only what was derived from
 * them. Empty text means that nothing is known.
 */
export interface AnalyticsEvent {
  /** Made at the source, UUID of version 7 unless the sender gave one; the same event counts once however often it is delivered. */
  readonly id: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly at: number;
  /** `miss`: a page was asked for that is not there (404). */
  readonly kind: 'pageview' | 'event' | 'miss';
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
  /** The first number of the browser's version. */
  readonly browserVersion: string;
  readonly os: string;
  readonly osVersion: string;
  readonly screen: ScreenClass;
  /** ISO 3166-1 alpha-2, such as `DE`. */
  readonly country: string;
  /** ISO 3166-2, such as `DE-BY`. */
  readonly region: string;
  /** Which kind of way led here, such as `Organic Search`; empty for what was reached from a page of the same host. */
  readonly channel: string;
  /** Who led here: the name of a search engine, a network or a host, or `utm_source`. */
  readonly source: string;
  /** What was searched for, where the search engine still tells. */
  readonly keyword: string;
  readonly campaign: Campaign | null;
  /** Name of the parameter by which an advertising network marks a click, such as `gclid`; never its value. */
  readonly click: string;
  readonly revenue: Revenue | null;
  /** First of `Accept-Language`, in lower case. */
  readonly language: string;
  /** 32 hex digits; `null` when the event belongs to no visitor. */
  readonly visitor: string | null;
  /** Whether `visitor` lasts longer than a day, which takes consent. */
  readonly persistent: boolean;
  /**
   * 32 hex digits by which the same person was known a moment ago: under yesterday's salt just after midnight, or without the cookie that was just given. A visit goes on
   * by it, and nothing else is told by it. `null` where there is none.
   */
  readonly alias: string | null;
  readonly audience: Audience;
  /** `late`: nobody was there when it happened, as with what the server reports by itself or what is reported more than 15 minutes later. Such an event opens and closes no visit. */
  readonly activity: 'live' | 'late';
  /** Whether it shows that somebody did something, so that a visit with it did not bounce; page views say nothing by themselves. */
  readonly interactive: boolean;
  /** Why the sender is taken for a machine; empty for people. */
  readonly bot: string;
  readonly properties: EventProperties | null;
  /** Categories for which this event may leave the house; empty unless the visitor consented and no signal stands against it. */
  readonly permits: readonly string[];
  /** The visitor's network with the host part cut off; only where the option `forwardedAddress` asks for it. */
  readonly address?: string;
}
