import { type EventProperties } from './analytics-event.js';

/**
 * Names of events that mean the same everywhere: `outbound`, somebody followed a link to another site, and `download`, to a file, each with its property `url`, of which
 * neither query nor fragment is kept; and `scroll`, how much of a page was seen, with its property `depth` in percent, which shows nobody's deed and never ends a bounce.
 */
export const RESERVED_EVENTS = ['outbound', 'download', 'scroll'] as const;

const LINKS = new Set<string>(['outbound', 'download']);
const WHOLE = 100;

/** Whether an event of this name has an address in its property `url`. */
export const hasLink = (name: string): boolean => LINKS.has(name);

/** Whether an event of this name shows that somebody did something, unless its sender says otherwise. */
export const isDeed = (name: string): boolean => name !== 'scroll';

/** What an event of this name lacks among its properties; `undefined` when nothing, and for all names that are an application's own. */
export function faultOfReserved(name: string, properties: EventProperties | undefined): string | undefined {
  const { url, depth } = properties ?? {};
  if (hasLink(name))
    return typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url)
      ? undefined
      : `an event "${name}" must have the property url, an absolute http or https URL`;
  if (name !== 'scroll') return undefined;
  return typeof depth === 'number' && depth >= 0 && depth <= WHOLE
    ? undefined
    : 'an event "scroll" must have the property depth, a number from 0 to 100';
}
