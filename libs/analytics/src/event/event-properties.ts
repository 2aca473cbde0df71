import { isLine } from '@nest-privacy/core/kit';
import { type EventProperties, type EventProperty } from './analytics-event.js';

/** Properties of one event, at most. */
export const MOST_PROPERTIES = 30;
/** Longest name of a property, in UTF-16 units. */
export const LONGEST_KEY = 50;
/** Longest text of a property, in UTF-16 units. */
export const LONGEST_TEXT = 500;
const LONGEST_JSON = 4_000;

const isProperty = (value: unknown): value is EventProperty =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isLine(value, LONGEST_TEXT, 0);

const isKey = (key: string): boolean => isLine(key, LONGEST_KEY) && key !== '__proto__';

/**
 * Checks the properties of an event.
 *
 * @returns what is wrong with them; `undefined` when nothing is
 */
export function faultOfProperties(properties: unknown): string | undefined {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties))
    return 'properties must be an object';
  const entries = Object.entries(properties);
  if (entries.length > MOST_PROPERTIES) return `properties must not be more than ${MOST_PROPERTIES}`;
  if (!entries.every(([key]) => isKey(key)))
    return `names of properties must have 1 to ${LONGEST_KEY} characters, none of them a control character`;
  if (!entries.every(([, value]) => isProperty(value)))
    return `values of properties must be numbers, booleans, null or text of ${LONGEST_TEXT} characters at most without control characters`;
  if (JSON.stringify(properties).length > LONGEST_JSON)
    return `properties must not exceed ${LONGEST_JSON} characters of JSON in all`;
  return undefined;
}

/** A copy that later changes of the original do not reach; `null` for none. */
export const copyOfProperties = (properties: EventProperties | undefined): EventProperties | null =>
  properties === undefined || Object.keys(properties).length === 0 ? null : { ...properties };
