import { type AgentHints } from './agent-hints.js';
import { type AnalyticsEvent, type EventProperties, type Revenue } from './analytics-event.js';
import { type TraceNotes } from './trace-notes.js';

/** The parts of what somebody reports that a page view caught from a request has not, or has from elsewhere. */
export interface CustomEvent {
  readonly name: string;
  readonly id: string | undefined;
  readonly interactive: boolean;
  readonly properties: EventProperties | null;
}

/**
 * What is caught of a request as it ends: only references, for everything that costs time is done later, off the request's tick. It alone holds
 * address and user agent, in memory, until the next flush.
 */
export interface Hit {
  readonly at: number;
  readonly kind: AnalyticsEvent['kind'];
  readonly site: string;
  readonly host: string;
  /** Path, possibly with a query that is cut off later. */
  readonly url: string;
  readonly route: string;
  readonly title: string | undefined;
  readonly name: string | undefined;
  readonly referrer: string | undefined;
  readonly language: string | undefined;
  /** `undefined` where none was sent; `null` where nobody wrote down whether one was. */
  readonly userAgent: string | null | undefined;
  readonly hints: AgentHints | undefined;
  /** Width of screen or window in CSS pixels, possibly with the height after an `x`. */
  readonly screen: string | undefined;
  /** ISO 3166-1 alpha-2, and ISO 3166-2; empty where nobody knows or needs it. */
  readonly country: string;
  readonly region: string;
  /** `undefined` for an event of the server's own, which no client sent. */
  readonly address: string | undefined;
  /** An id that lasts: the cookie's, or the application's own. */
  readonly visitorId: string | null;
  /** When that id was given to the visitor, in milliseconds since the epoch; `null` where nobody knows. */
  readonly visitorSince: number | null;
  /** Categories for which the event may leave the house. */
  readonly permits: readonly string[];
  readonly activity: AnalyticsEvent['activity'];
  readonly revenue: Revenue | null;
  readonly custom: CustomEvent | undefined;
  /** What is noted of it, where an administrator wants to know. */
  readonly trace: TraceNotes | undefined;
}

/** What is said of a hit beyond where it happened; without `at` it is now. */
export type HitFacts = Partial<Omit<Hit, 'site'>>;

/** A hit of which nothing is known. */
export const NOTHING_KNOWN: Required<Omit<HitFacts, 'at'>> = {
  kind: 'pageview',
  host: '',
  url: '',
  route: '',
  title: undefined,
  name: undefined,
  referrer: undefined,
  language: undefined,
  userAgent: undefined,
  hints: undefined,
  screen: undefined,
  country: '',
  region: '',
  address: undefined,
  visitorId: null,
  visitorSince: null,
  permits: [],
  activity: 'live',
  revenue: null,
  custom: undefined,
  trace: undefined,
};
