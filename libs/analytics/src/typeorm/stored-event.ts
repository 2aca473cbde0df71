import { type AnalyticsArrivalEntity } from '../entities/analytics-arrival.entity.js';
import { type AnalyticsClientEntity } from '../entities/analytics-client.entity.js';
import { type AnalyticsEventEntity } from '../entities/analytics-event.entity.js';
import { type AnalyticsSaleEntity } from '../entities/analytics-sale.entity.js';
import { type DeviceClass, type EventProperties, type ScreenClass } from '../event/analytics-event.js';
import { type StoredEvent } from '../store/visitor-events.js';
import { EVENT_FLAGS } from './event-row.js';

/** A row with the rows that it refers to. */
export interface JoinedEvent {
  readonly row: AnalyticsEventEntity;
  readonly client: AnalyticsClientEntity;
  readonly arrival: AnalyticsArrivalEntity;
  readonly sale: AnalyticsSaleEntity | undefined;
}

const PLAIN = ['site', 'page', 'route', 'host', 'title', 'name'] as const;
const CLIENT = [
  'device',
  'browser',
  'browserVersion',
  'os',
  'osVersion',
  'language',
  'screen',
  'country',
  'region',
] as const;
const ARRIVAL = ['referrer', 'keyword', 'channel', 'source', 'click'] as const;
const CAMPAIGN = ['utmSource', 'utmMedium', 'utmCampaign', 'utmTerm', 'utmContent'] as const;

/** The numbers of the texts that a row refers to. */
export const termNumbersOf = ({ row, client, arrival, sale }: JoinedEvent): readonly number[] => [
  ...PLAIN.map((name) => row[name]),
  ...CLIENT.map((name) => client[name]),
  ...[...ARRIVAL, ...CAMPAIGN].map((name) => arrival[name]),
  ...(sale ? [sale.currency] : []),
];

const kindOf = (flags: number): StoredEvent['kind'] => {
  if (flags & EVENT_FLAGS.miss) return 'miss';
  return flags & EVENT_FLAGS.customEvent ? 'event' : 'pageview';
};

/** The event of a row; texts that the dictionary has no more are empty. */
export function storedEvent(
  { row, client, arrival, sale }: JoinedEvent,
  terms: ReadonlyMap<number, string>,
): StoredEvent {
  const text = (number: number): string => terms.get(number) ?? '';
  const texts = <Name extends string>(
    names: readonly Name[],
    from: Readonly<Record<Name, number>>,
  ): Record<Name, string> => Object.fromEntries(names.map((name) => [name, text(from[name])])) as Record<Name, string>;
  const [source = '', medium = '', campaign = '', term = '', content = ''] = CAMPAIGN.map((name) =>
    text(arrival[name]),
  );
  const sent = texts(CLIENT, client);
  return {
    at: row.at.getTime(),
    kind: kindOf(row.flags),
    ...texts(PLAIN, row),
    ...sent,
    device: sent.device as DeviceClass,
    screen: sent.screen as ScreenClass,
    ...texts(ARRIVAL, arrival),
    campaign: [source, medium, campaign, term, content].some(Boolean)
      ? { source, medium, campaign, term, content }
      : null,
    revenue: sale ? { amount: sale.amount, currency: text(sale.currency) } : null,
    properties: row.properties === '' ? null : (JSON.parse(row.properties) as EventProperties),
  };
}
