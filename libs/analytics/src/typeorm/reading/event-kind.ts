import { EVENT_FLAGS } from '../event-row.js';

const { customEvent: EVENT, miss: MISS, bot: MACHINE, agent: AGENT, persistentVisitor: LASTING } = EVENT_FLAGS;

/** Conditions of an event by its flags. */
export const IS_PAGEVIEW = `(e.{flags} & ${EVENT | MISS}) < 1`;
export const IS_EVENT = `(e.{flags} & ${EVENT}) > 0`;
export const IS_MISS = `(e.{flags} & ${MISS}) > 0`;
/** What shows that somebody was there. */
export const IS_SEEN = `(e.{flags} & ${MISS}) < 1`;
/** By "not equal", of which PostgreSQL expects nearly all events to be so, as they are. */
export const IS_OF_PEOPLE = `(e.{flags} & ${MACHINE}) <> ${MACHINE}`;
/** Of a visitor who is known for longer than a day. */
export const IS_LASTING = `(e.{flags} & ${LASTING}) > 0`;
/** What tells the audience. */
export const AUDIENCE_BITS = `(e.{flags} & ${MACHINE | AGENT})`;
export const BITS_OF_AUDIENCE = { people: 0, bots: MACHINE, agents: MACHINE | AGENT } as const;

/** A condition for each kind of event. */
export const CONDITION_OF_KIND = { pageview: IS_PAGEVIEW, event: IS_EVENT, miss: IS_MISS } as const;

/** Of page views there is none, though they may be named. */
export const NAME_OF_EVENT = `CASE WHEN ${IS_EVENT} THEN e.{name} ELSE 0 END`;
