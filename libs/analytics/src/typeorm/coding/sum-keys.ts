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

/** What an event counts under: by itself, and by its visit, which is where it came from outside of any. */
export function sumKeysOf(
  { kind, audience }: Pick<AnalyticsEvent, 'kind' | 'audience'>,
  numbers: EventNumbers,
): { readonly own: readonly SumKey[]; readonly origin: readonly SumKey[] } {
  const own: SumKey[] = [sumKey(D.audience, numbers.audience)];
  const origin: SumKey[] = [];
  if (audience !== 'people') return { own, origin };
  const { client, arrival, empty } = numbers;
  const add = (list: SumKey[], dimension: SumDimension, value: number): void => {
    if (value !== empty) list.push(sumKey(dimension, value));
  };
  own.push(sumKey(D.total, 0));
  client.forEach((value, i) => add(own, CLIENT_DIMENSIONS[i]!, value));
  arrival.forEach((value, i) => {
    const dimension = ARRIVAL_DIMENSIONS[i]!;
    if (OF_VISIT.has(dimension)) add(origin, dimension, value);
    else if (kind !== 'event' && PAGE_ONLY.has(dimension)) add(own, dimension, value);
  });
  if (kind === 'event') add(own, D.event, numbers.name);
  else for (const name of ['page', 'route', 'host', 'title'] as const) add(own, D[name], numbers[name]);
  return { own, origin };
}
