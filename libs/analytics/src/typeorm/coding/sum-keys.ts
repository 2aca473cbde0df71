import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { SUM_DIMENSION, type SumDimension, type SumKey, sumKey } from '../../fold/sum-dimension.js';

const D = SUM_DIMENSION;

/** The dimensions of the parts of a client, in the order of its columns. */
export const CLIENT_DIMENSIONS = [
  D.device,
  D.browser,
  D.browserVersion,
  D.os,
  D.osVersion,
  D.language,
  D.screen,
  D.country,
  D.region,
] as const;

/** The dimensions of the parts of an arrival, in the order of its columns. */
export const ARRIVAL_DIMENSIONS = [
  D.referrer,
  D.keyword,
  D.channel,
  D.source,
  D.utmSource,
  D.utmMedium,
  D.utmCampaign,
  D.utmTerm,
  D.utmContent,
  D.click,
] as const;

const PAGE_ONLY: ReadonlySet<SumDimension> = new Set<SumDimension>([D.referrer, D.keyword, D.click]);
const OF_VISIT: ReadonlySet<SumDimension> = new Set<SumDimension>([
  D.channel,
  D.source,
  D.utmSource,
  D.utmMedium,
  D.utmCampaign,
  D.utmTerm,
  D.utmContent,
]);

/** The numbers of an event's texts. */
export interface EventNumbers {
  readonly page: number;
  readonly route: number;
  readonly host: number;
  readonly title: number;
  readonly name: number;
  readonly client: readonly number[];
  readonly arrival: readonly number[];
  readonly audience: number;
  /** Of the empty text, by which nothing is counted. */
  readonly empty: number;
}

/** What page views, events and misses of people count under by who sent them. */
export const clientKeysOf = (client: readonly number[], empty: number): readonly SumKey[] =>
  client.flatMap((value, i) => (value === empty ? [] : [sumKey(CLIENT_DIMENSIONS[i]!, value)]));

/** What people's events count under by where they came from. */
export interface ArrivalKeys {
  /** Page views and misses, by themselves. */
  readonly pages: readonly SumKey[];
  /** All of their visit, or by themselves outside of any. */
  readonly origin: readonly SumKey[];
}

/** The keys of an arrival. */
export function arrivalKeysOf(arrival: readonly number[], empty: number): ArrivalKeys {
  const keysIn = (dimensions: ReadonlySet<SumDimension>): readonly SumKey[] =>
    arrival.flatMap((value, i) => {
      const dimension = ARRIVAL_DIMENSIONS[i]!;
      return value !== empty && dimensions.has(dimension) ? [sumKey(dimension, value)] : [];
    });
  return { pages: keysIn(PAGE_ONLY), origin: keysIn(OF_VISIT) };
}

/** What an event counts under: by itself, and by its visit, which is where it came from outside of any. */
export interface EventKeys {
  readonly own: readonly SumKey[];
  readonly origin: readonly SumKey[];
}

const NONE: readonly SumKey[] = [];
const TOTAL = sumKey(D.total, 0);

/** The keys of an event, of which those of its client and its arrival are known. */
export function eventKeysOf(
  { kind, audience }: Pick<AnalyticsEvent, 'kind' | 'audience'>,
  numbers: Omit<EventNumbers, 'client' | 'arrival'>,
  client: readonly SumKey[],
  { pages, origin }: ArrivalKeys,
): EventKeys {
  const own: SumKey[] = [sumKey(D.audience, numbers.audience)];
  if (audience !== 'people') return { own, origin: NONE };
  const add = (dimension: SumDimension, value: number): void => {
    if (value !== numbers.empty) own.push(sumKey(dimension, value));
  };
  own.push(TOTAL);
  for (const key of client) own.push(key);
  if (kind === 'event') add(D.event, numbers.name);
  else {
    for (const key of pages) own.push(key);
    add(D.page, numbers.page);
    add(D.route, numbers.route);
    add(D.host, numbers.host);
    add(D.title, numbers.title);
  }
  return { own, origin };
}

/** The keys of an event. */
export function sumKeysOf(event: Pick<AnalyticsEvent, 'kind' | 'audience'>, numbers: EventNumbers): EventKeys {
  const { client, arrival, empty } = numbers;
  return eventKeysOf(event, numbers, clientKeysOf(client, empty), arrivalKeysOf(arrival, empty));
}
