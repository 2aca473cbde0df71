import { canonicalLanguage, isId, isLine } from '@nest-privacy/core/kit';
import { type EventProperties } from '../event/analytics-event.js';
import { faultOfProperties } from '../event/event-properties.js';
import { faultOfReserved } from '../event/reserved-event.js';
import { faultOfRevenue, type RevenueInput } from '../event/revenue.js';

/** An event as a client sends it; some names are reserved, see `RESERVED_EVENTS`. */
export interface EventInput {
  readonly name: string;
  readonly url: string;
  readonly referrer?: string;
  readonly title?: string;
  readonly screen?: string;
  readonly language?: string;
  readonly properties?: EventProperties;
  readonly id?: string;
  /** Whether it shows that somebody did something, so that the visit did not bounce. @default true, and never of a page view */
  readonly interactive?: boolean;
  readonly revenue?: RevenueInput;
}

/** What is wrong with an event, and the stable code of it. */
export interface EventFault {
  readonly code: string;
  readonly detail: string;
}

/** Longest name of an event, in UTF-16 units. */
export const LONGEST_NAME = 50;
const LONGEST_URL = 2_048;

/** Optional texts and how long they may be. */
const TEXTS = { referrer: LONGEST_URL, title: 300, screen: 20 } as const;
const MEMBERS = new Set([
  'name',
  'url',
  'language',
  'properties',
  'id',
  'interactive',
  'revenue',
  ...Object.keys(TEXTS),
]);

/** What is wrong with the name of an event; `undefined` when nothing is. */
export const faultOfName = (name: unknown): EventFault | undefined =>
  isLine(name, LONGEST_NAME) && name.trim() !== ''
    ? undefined
    : {
        code: 'NAME_INVALID',
        detail: `name must be text of 1 to ${LONGEST_NAME} characters without control characters`,
      };

function faultOfUrl(url: unknown): EventFault | undefined {
  const isHttp = isLine(url, LONGEST_URL) && /^https?:\/\//i.test(url) && URL.canParse(url);
  return isHttp
    ? undefined
    : { code: 'URL_INVALID', detail: `url must be an absolute http or https URL of ${LONGEST_URL} characters at most` };
}

function faultOfTexts(event: Readonly<Record<string, unknown>>): EventFault | undefined {
  for (const [name, longest] of Object.entries(TEXTS))
    if (event[name] !== undefined && !isLine(event[name], longest, 0))
      return {
        code: `${name.toUpperCase()}_INVALID`,
        detail: `${name} must be text of ${longest} characters at most without control characters`,
      };
  return undefined;
}

/**
 * Checks one event; by hand, because it lies on a hot route where class-validator would cost three quarters of the throughput.
 *
 * @returns the first fault; `undefined` when `candidate` is an {@link EventInput}
 */
export function faultOfEvent(candidate: unknown): EventFault | undefined {
  if (typeof candidate !== 'object' || candidate === null || Array.isArray(candidate))
    return { code: 'EVENT_INVALID', detail: 'an event must be an object' };
  const event = candidate as Readonly<Record<string, unknown>>;
  const foreign = Object.keys(event).find((member) => !MEMBERS.has(member));
  if (foreign !== undefined)
    return { code: 'MEMBER_UNKNOWN', detail: `an event has only the members ${[...MEMBERS].join(', ')}` };
  const fault = faultOfName(event.name) ?? faultOfUrl(event.url) ?? faultOfTexts(event);
  if (fault) return fault;
  if (event.language !== undefined && canonicalLanguage(event.language) === undefined)
    return { code: 'LANGUAGE_INVALID', detail: 'language must be a language tag such as "de" or "pt-BR"' };
  const properties =
    (event.properties === undefined ? undefined : faultOfProperties(event.properties)) ??
    faultOfReserved(event.name as string, event.properties as EventProperties | undefined);
  if (properties !== undefined) return { code: 'PROPERTIES_INVALID', detail: properties };
  if (event.id !== undefined && !(typeof event.id === 'string' && isId(event.id)))
    return { code: 'ID_INVALID', detail: 'id must be a UUID in lower case' };
  if (event.interactive !== undefined && typeof event.interactive !== 'boolean')
    return { code: 'INTERACTIVE_INVALID', detail: 'interactive must be true or false' };
  const revenue = event.revenue === undefined ? undefined : faultOfRevenue(event.revenue);
  return revenue === undefined ? undefined : { code: 'REVENUE_INVALID', detail: revenue };
}
