import { isId } from '@nest-privacy/core/kit';
import { type AnalyticsEvent, type Campaign } from '../event/analytics-event.js';

/** Longest text that the dictionary keeps, in UTF-16 units. */
const LONGEST = 512;
const VISITOR = /^[0-9a-f]{13,}$/;
const ALIAS = /^[0-9a-f]{32}$/;
const CURRENCY = /^[A-Z]{3}$/;
const CAMPAIGN = ['source', 'medium', 'campaign', 'term', 'content'] as const satisfies readonly (keyof Campaign)[];

type Check = (value: unknown) => boolean;
type Values<Name extends keyof AnalyticsEvent> = readonly AnalyticsEvent[Name][];

const KINDS: Values<'kind'> = ['pageview', 'event', 'miss'];
const SCREENS: Values<'screen'> = ['', 'small', 'medium', 'large', 'wide'];
const AUDIENCES: Values<'audience'> = ['people', 'bots', 'agents'];
const ACTIVITIES: Values<'activity'> = ['live', 'late'];

const isText: Check = (value) => typeof value === 'string' && value.length <= LONGEST;

const isValue: Check = (value) =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

/** Nothing, or an object that is as it must be. */
const nothingOr =
  (isFit: (object: Readonly<Record<string, unknown>>) => boolean): Check =>
  (value) =>
    value === null || (typeof value === 'object' && isFit(value as Record<string, unknown>));

const isVisitor = like(VISITOR);
const isAlias = like(ALIAS);
const isCurrency = like(CURRENCY);

const CHECKS = {
  id: (value) => typeof value === 'string' && isId(value),
  at: Number.isSafeInteger,
  visitor: (value) => value === null || isVisitor(value),
  alias: (value) => value === null || isAlias(value),
  kind: oneOf(KINDS),
  screen: oneOf(SCREENS),
  audience: oneOf(AUDIENCES),
  activity: oneOf(ACTIVITIES),
  interactive: oneOf([true, false]),
  site: isText,
  page: isText,
  route: isText,
  host: isText,
  title: isText,
  name: isText,
  referrer: isText,
  channel: isText,
  source: isText,
  keyword: isText,
  click: isText,
  device: isText,
  browser: isText,
  browserVersion: isText,
  os: isText,
  osVersion: isText,
  country: isText,
  region: isText,
  language: isText,
  campaign: nothingOr((campaign) => CAMPAIGN.every((name) => isText(campaign[name]))),
  revenue: nothingOr(({ amount, currency }) => Number.isSafeInteger(amount) && isCurrency(currency)),
  properties: nothingOr((properties) => Object.values(properties).every(isValue)),
} as const satisfies Partial<Record<keyof AnalyticsEvent, Check>>;

const MEMBERS = Object.entries(CHECKS) as [keyof AnalyticsEvent, Check][];

/**
 * What an event lacks to be a row. An older or foreign sender may have left something out; to SQLite a number that is none would be welcome.
 *
 * @returns name of the member that is not as it must be; `undefined` when all are
 */
export function faultOfMember(event: AnalyticsEvent): keyof AnalyticsEvent | undefined {
  for (const [name, isFit] of MEMBERS) if (!isFit(event[name])) return name;
  return undefined;
}
