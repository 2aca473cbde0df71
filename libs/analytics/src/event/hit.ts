import { type EventProperties } from './analytics-event.js';

/** The parts of a custom event that a page view has not, or has from elsewhere. */
export interface CustomEvent {
  readonly kind: 'pageview' | 'event';
  readonly name: string;
  readonly id: string | undefined;
  readonly properties: EventProperties | null;
}

/**
 * What is caught of a request as it ends: only references, for everything that costs time is done later, off the request's tick. It alone holds
 * address and user agent, in memory, until the next flush.
 */
export interface Hit {
  readonly at: number;
  readonly site: string;
  readonly host: string;
  /** Path, possibly with a query that is cut off later. */
  readonly url: string;
  readonly route: string;
  readonly title: string | undefined;
  readonly name: string | undefined;
  readonly referrer: string | undefined;
  readonly language: string | undefined;
  readonly userAgent: string | undefined;
  /** `undefined` for an event of the server's own, which no client sent. */
  readonly address: string | undefined;
  /** An id that lasts: the cookie's, or the application's own. */
  readonly visitorId: string | null;
  /** Categories for which the event may leave the house. */
  readonly permits: readonly string[];
  readonly custom: CustomEvent | undefined;
}

/** What is said of a hit beyond where and when it happened. */
export type HitFacts = Partial<Omit<Hit, 'at' | 'site'>>;

/** A hit of which nothing is known. */
export const NOTHING_KNOWN: Required<HitFacts> = {
  host: '',
  url: '',
  route: '',
  title: undefined,
  name: undefined,
  referrer: undefined,
  language: undefined,
  userAgent: undefined,
  address: undefined,
  visitorId: null,
  permits: [],
  custom: undefined,
};
