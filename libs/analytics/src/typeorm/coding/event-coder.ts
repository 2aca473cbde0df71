import { days } from '@nest-privacy/core';
import { type DataSource } from 'typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { type AnalyticsEvent } from '../../event/analytics-event.js';
import { type CodedEvent } from '../../fold/coded-event.js';
import { type SumKey } from '../../fold/sum-dimension.js';
import { idPartsOf, visitorNumber } from './event-numbers.js';
import { CombinationDictionary } from './combination-dictionary.js';
import { type NeededCombination } from './combination-numbers.js';
import { CombinationTable } from './combination-table.js';
import { arrivalTextsOf, clientTextsOf, type EventText, OTHER, plainTextsOf } from './event-texts.js';
import { KnownCombinations } from './known-combinations.js';
import { neededTexts } from './needed-texts.js';
import { type ArrivalKeys, arrivalKeysOf, clientKeysOf, eventKeysOf } from './sum-keys.js';
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
  readonly client: NeededCombination;
  readonly arrival: NeededCombination;
}

/** A client in numbers: of its row, and of what it counts under. */
interface ClientCode {
  readonly id: number;
  readonly keys: readonly SumKey[];
}

/** An arrival in numbers. */
interface ArrivalCode {
  readonly id: number;
  readonly keys: ArrivalKeys;
}

type Numbers = ReadonlyMap<string, number>;

/** Combinations that were needed on a day. */
interface Known {
  readonly day: number;
  readonly clients: KnownCombinations<ClientCode>;
  readonly arrivals: KnownCombinations<ArrivalCode>;
}

const knownOn = (day: number): Known => ({
  day,
  clients: new KnownCombinations(),
  arrivals: new KnownCombinations(),
});

/** Beyond this many combinations it starts afresh, for that costs less than to keep account of their use. */
const KEPT = 50_000;

const activityOf = ({ audience, activity }: AnalyticsEvent): CodedEvent['activity'] =>
  audience === 'people' ? activity : 'apart';

const clientLine = (event: AnalyticsEvent): readonly string[] => clientTextsOf(event).map(([text]) => text);
const arrivalLine = (event: AnalyticsEvent): readonly string[] => arrivalTextsOf(event).map(([text]) => text);

/** Finds the numbers of texts and combinations, of which the database keeps each once. */
export class EventCoder {
  private readonly clients: CombinationDictionary;
  private readonly arrivals: CombinationDictionary;
  private known = knownOn(0);

  /** @param now milliseconds since the epoch */
  constructor(
    source: DataSource,
    private readonly terms: TermDictionary,
    quota: TermQuota,
    private readonly now: () => number,
  ) {
    const dictionary = (entity: typeof AnalyticsClientEntity | typeof AnalyticsArrivalEntity, columns: string[]) =>
      new CombinationDictionary(new CombinationTable(source, entity, columns), quota, now);
    this.clients = dictionary(AnalyticsClientEntity, CLIENT_COLUMNS);
    this.arrivals = dictionary(AnalyticsArrivalEntity, ARRIVAL_COLUMNS);
  }

  async code(events: readonly AnalyticsEvent[]): Promise<PreparedEvent[]> {
    const known = this.today();
    const numbers = this.terms.known;
    const prepared = events.map((event) => recall(event, numbers, known));
    const unknown = events.filter((_event, i) => prepared[i] === undefined);
    const learnt = unknown.length > 0 ? (await this.learn(unknown, known)).values() : undefined;
    return prepared.map((one) => one ?? learnt!.next().value!);
  }

  /** What is known lasts for a day, as the memory of the dictionaries does. */
  private today(): Known {
    const day = Math.floor(this.now() / days(1));
    const { clients, arrivals } = this.known;
    if (day !== this.known.day || clients.size > KEPT || arrivals.size > KEPT) this.known = knownOn(day);
    return this.known;
  }

  private async learn(events: readonly AnalyticsEvent[], known: Known): Promise<PreparedEvent[]> {
    const numbers = await this.terms.numbersOf(neededTexts(events));
    const empty = numbers.get('')!;
    const looked = events.map((event) => look(event, numbers));
    const clients = await this.clients.numbersOf(looked.map(({ client }) => client));
    const arrivals = await this.arrivals.numbersOf(looked.map(({ arrival }) => arrival));
    return looked.map((needed, i) => {
      const [event, client, arrival] = [events[i]!, clients.of(needed.client), arrivals.of(needed.arrival)];
      const clientCode = { id: client.id, keys: clientKeysOf(client.combination, empty) };
      const arrivalCode = { id: arrival.id, keys: arrivalKeysOf(arrival.combination, empty) };
      const [clientTexts, arrivalTexts] = [clientLine(event), arrivalLine(event)];
      const hasNumbers = (texts: readonly string[]): boolean => texts.every((text) => numbers.has(text));
      // What something else stands for today may find room the next time.
      if (client.combination === needed.client.combination && hasNumbers(clientTexts))
        known.clients.set(clientTexts, clientCode);
      if (arrival.combination === needed.arrival.combination && hasNumbers(arrivalTexts))
        known.arrivals.set(arrivalTexts, arrivalCode);
      return prepare(event, numbers, clientCode, arrivalCode);
    });
  }
}

/** The event, if nothing of it is new; that is so of nearly every one, and the others alone pay for a look at their texts. */
function recall(event: AnalyticsEvent, numbers: Numbers, known: Known): PreparedEvent | undefined {
  const client = known.clients.get(clientLine(event));
  const arrival = client && known.arrivals.get(arrivalLine(event));
  if (!arrival || !isKnown(numbers, event)) return undefined;
  return prepare(event, numbers, client, arrival);
}

/** Whether all texts of an event are known that are neither its client's nor its arrival's, and what may stand for them. */
const isKnown = (numbers: Numbers, { site, page, route, host, title, name, revenue, audience }: AnalyticsEvent) =>
  numbers.has(OTHER) &&
  numbers.has('') &&
  numbers.has(audience) &&
  numbers.has(site) &&
  numbers.has(page) &&
  numbers.has(route) &&
  numbers.has(host) &&
  numbers.has(title) &&
  numbers.has(name) &&
  (revenue === null || numbers.has(revenue.currency));

function look(event: AnalyticsEvent, numbers: Numbers): Looked {
  const { site } = event;
  const combined = (texts: readonly EventText[], kept: readonly number[]): NeededCombination => ({
    site,
    combination: texts.map((text) => numberIn(numbers, text)),
    substitute: texts.map((text, i) => (kept.includes(i) ? numberIn(numbers, text) : numbers.get('')!)),
  });
  return { client: combined(clientTextsOf(event), [0]), arrival: combined(arrivalTextsOf(event), [2]) };
}

function prepare(event: AnalyticsEvent, numbers: Numbers, client: ClientCode, arrival: ArrivalCode): PreparedEvent {
  const plain = plainTextsOf(event).map((text) => numberIn(numbers, text));
  const [site, page, route, host, title, name] = plain as [number, number, number, number, number, number];
  const { kind, persistent, interactive, revenue, visitor, alias, id, at } = event;
  const [audience, empty] = [numbers.get(event.audience)!, numbers.get('')!];
  const own = { page, route, host, title, name, audience, empty };
  const keys = eventKeysOf(event, own, client.keys, arrival.keys);
  const [high, low] = idPartsOf(id);
  const coded: CodedEvent = {
    site,
    kind,
    persistent,
    interactive,
    page,
    own: keys.own,
    origin: keys.origin,
    moment: [at, high, low],
    visitor: visitor === null ? null : visitorNumber(visitor),
    alias: alias === null ? null : visitorNumber(alias),
    activity: activityOf(event),
    arrival: arrival.id,
    revenue: kind === 'event' && revenue ? [numberIn(numbers, [revenue.currency, OTHER]), revenue.amount] : null,
  };
  return { event, coded, plain, client: client.id };
}

/** @throws Error for what always has room and has no number */
function numberIn(numbers: Numbers, [text, substitute]: EventText): number {
  const number = numbers.get(text) ?? (substitute === null ? undefined : numbers.get(substitute));
  if (number === undefined) throw new Error('a text that always has room has no number');
  return number;
}
