import { type DataSource } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type CodedEvent } from '../../fold/coded-event.js';
import { idPartsOf, visitorNumber } from './event-numbers.js';
import { CombinationDictionary } from './combination-dictionary.js';
import { type NeededCombination, type NumberedCombination } from './combination-numbers.js';
import { CombinationTable } from './combination-table.js';
import { arrivalTextsOf, clientTextsOf, type EventText, OTHER, plainTextsOf, textsOf } from './event-texts.js';
import { neededTexts } from './needed-texts.js';
import { sumKeysOf } from './sum-keys.js';
import { type TermDictionary } from './term-dictionary.js';
import { type TermQuota } from './term-quota.js';

/** Columns of `AnalyticsClientEntity`, in their order. */
export const CLIENT_COLUMNS = [
  'device',
  'browser',
  'browser_version',
  'os',
  'os_version',
  'language',
  'screen',
  'country',
  'region',
];
/** Columns of `AnalyticsArrivalEntity`, in their order. */
export const ARRIVAL_COLUMNS = [
  'referrer',
  'keyword',
  'channel',
  'source',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'click',
];

/** An event that is ready to be stored. */
export interface PreparedEvent {
  readonly event: AnalyticsEvent;
  readonly coded: CodedEvent;
  readonly client: number;
  /** Numbers of site, page, route, host, title and name. */
  readonly plain: readonly number[];
}

interface Looked {
  readonly event: AnalyticsEvent;
  readonly client: NeededCombination;
  readonly arrival: NeededCombination;
}

const activityOf = ({ audience, activity }: AnalyticsEvent): CodedEvent['activity'] =>
  audience === 'people' ? activity : 'apart';

/** Finds the numbers of texts and combinations, of which the database keeps each once. */
export class EventCoder {
  private readonly clients: CombinationDictionary;
  private readonly arrivals: CombinationDictionary;

  /** @param now milliseconds since the epoch */
  constructor(
    source: DataSource,
    private readonly terms: TermDictionary,
    quota: TermQuota,
    now: () => number,
  ) {
    const dictionary = (entity: typeof AnalyticsClientEntity | typeof AnalyticsArrivalEntity, columns: string[]) =>
      new CombinationDictionary(new CombinationTable(source, entity, columns), quota, now);
    this.clients = dictionary(AnalyticsClientEntity, CLIENT_COLUMNS);
    this.arrivals = dictionary(AnalyticsArrivalEntity, ARRIVAL_COLUMNS);
  }

  async code(events: readonly AnalyticsEvent[]): Promise<PreparedEvent[]> {
    const numbers = await this.numbersOf(events);
    const looked = events.map((event) => this.look(event, numbers));
    const clients = await this.clients.numbersOf(looked.map(({ client }) => client));
    const arrivals = await this.arrivals.numbersOf(looked.map(({ arrival }) => arrival));
    return looked.map(({ event, client, arrival }) =>
      prepare(event, numbers, clients.of(client), arrivals.of(arrival)),
    );
  }

  /** Nearly every batch has known texts alone; only the others pay for a look at them. */
  private async numbersOf(events: readonly AnalyticsEvent[]): Promise<ReadonlyMap<string, number>> {
    const { known } = this.terms;
    const isKnown = known.has(OTHER) && events.every((event) => textsOf(event).every(([text]) => known.has(text)));
    return isKnown ? known : this.terms.numbersOf(neededTexts(events));
  }

  private look(event: AnalyticsEvent, numbers: ReadonlyMap<string, number>): Looked {
    const { site } = event;
    const combined = (texts: readonly EventText[], kept: readonly number[]): NeededCombination => ({
      site,
      combination: texts.map((text) => numberIn(numbers, text)),
      substitute: texts.map((text, i) => (kept.includes(i) ? numberIn(numbers, text) : numbers.get('')!)),
    });
    return { event, client: combined(clientTextsOf(event), [0]), arrival: combined(arrivalTextsOf(event), [2]) };
  }
}

function prepare(
  event: AnalyticsEvent,
  numbers: ReadonlyMap<string, number>,
  client: NumberedCombination,
  arrival: NumberedCombination,
): PreparedEvent {
  const plain = plainTextsOf(event).map((text) => numberIn(numbers, text));
  const [site, page, route, host, title, name] = plain as [number, number, number, number, number, number];
  const { kind, persistent, interactive, revenue, visitor, alias, id, at } = event;
  const { own, origin } = sumKeysOf(event, {
    ...{ page, route, host, title, name },
    client: client.combination,
    arrival: arrival.combination,
    audience: numbers.get(event.audience)!,
    empty: numbers.get('')!,
  });
  const coded: CodedEvent = {
    ...{ site, kind, persistent, interactive, page, own, origin },
    moment: [at, ...idPartsOf(id)],
    visitor: visitor === null ? null : visitorNumber(visitor),
    alias: alias === null ? null : visitorNumber(alias),
    activity: activityOf(event),
    arrival: arrival.id,
    revenue: kind === 'event' && revenue ? [numberIn(numbers, [revenue.currency, OTHER]), revenue.amount] : null,
  };
  return { event, coded, plain, client: client.id };
}

/** @throws Error for what always has room and has no number */
function numberIn(numbers: ReadonlyMap<string, number>, [text, substitute]: EventText): number {
  const number = numbers.get(text) ?? (substitute === null ? undefined : numbers.get(substitute));
  if (number === undefined) throw new Error('a text that always has room has no number');
  return number;
}
