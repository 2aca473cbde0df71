import { isId } from '@nest-privacy/core/kit';
import { type AnalyticsEvent } from '../event/analytics-event.js';

/** Longest text that the dictionary keeps, in UTF-16 units. */
const LONGEST = 512;
const VISITOR = /^[0-9a-f]{13,}$/;

const TEXTS = [
  'site',
  'page',
  'route',
  'host',
  'referrer',
  'device',
  'browser',
  'os',
  'language',
  'title',
  'name',
] as const satisfies readonly (keyof AnalyticsEvent)[];

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST;

const isValue = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * What an event lacks to be a row. An older or foreign sender may have left something out; to SQLite a number that is none would be welcome.
 *
 * @returns name of the member that is not as it must be; `undefined` when all are
 */
export function faultOfMember(event: AnalyticsEvent): keyof AnalyticsEvent | undefined {
  if (typeof event.id !== 'string' || !isId(event.id)) return 'id';
  if (!Number.isSafeInteger(event.at)) return 'at';
  if (event.visitor !== null && !VISITOR.test(event.visitor)) return 'visitor';
  for (const name of TEXTS) if (!isText(event[name])) return name;
  const { properties } = event;
  if (properties === null) return undefined;
  return typeof properties === 'object' && Object.values(properties).every(isValue) ? undefined : 'properties';
}
