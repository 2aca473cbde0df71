import { type AnalyticsEvent, type Campaign } from '../event/analytics-event.js';
import { completedEvent } from '../event/completed-event.js';
import { type EventBatch } from '../queue/analytics-queue.js';

/** Members that are text of which few differ within a batch, in the order in which their numbers travel. New ones go to the end, for a queue may hold batches of the version before. */
const TEXTS = [
  'kind',
  'site',
  'name',
  'page',
  'route',
  'host',
  'title',
  'referrer',
  'device',
  'browser',
  'os',
  'language',
  'visitor',
  'bot',
  'browserVersion',
  'osVersion',
  'screen',
  'country',
  'region',
  'channel',
  'source',
  'keyword',
  'click',
  'alias',
  'audience',
  'activity',
] as const satisfies readonly (keyof AnalyticsEvent)[];

/**
 * An event without its texts: id, time, persistence, properties, network, permits; then a number for each of {@link TEXTS}, and in the same row whether it is
 * interactive (0 or 1), the number of its campaign, and amount and the number of the currency of its revenue. A row of the version before ends with `bot`.
 */
type PackedEvent = readonly [
  id: string,
  at: number,
  persistent: boolean,
  properties: AnalyticsEvent['properties'],
  address: string | null,
  permits: number,
  ...numbers: (number | null)[],
];

/** A batch as Redis keeps it: each text once, and no names of members. About a third of what it would be otherwise. */
export interface PackedBatch {
  readonly id: string;
  readonly texts: readonly string[];
  readonly events: readonly PackedEvent[];
}

/** No category has a space in its name. */
const SEPARATOR = ' ';

/** Gives each text a number. */
class TextTable {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** Events of one visitor share their list. */
  private readonly lists = new Map<readonly string[], number>();

  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.texts.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  numberOfList(list: readonly string[]): number {
    let number = this.lists.get(list);
    if (number === undefined) this.lists.set(list, (number = this.numberOf(list.join(SEPARATOR))));
    return number;
  }
}

/** Nearly all events of a campaign have the same one, so that it is one text of the batch. */
const textOf = ({ source, medium, campaign, term, content }: Campaign): string =>
  JSON.stringify([source, medium, campaign, term, content]);

function campaignOf(text: string): Campaign {
  const [source, medium, campaign, term, content] = JSON.parse(text) as [string, string, string, string, string];
  return { source, medium, campaign, term, content };
}

function pack(event: AnalyticsEvent, table: TextTable): PackedEvent {
  const { id, at, persistent, properties, address = null } = event;
  const packed: (string | number | boolean | object | null)[] = [id, at, persistent, properties, address];
  packed.push(table.numberOfList(event.permits));
  for (const member of TEXTS) {
    const text = event[member];
    packed.push(text === null ? null : table.numberOf(text));
  }
  const { interactive, campaign, revenue } = event;
  packed.push(
    interactive ? 1 : 0,
    campaign && table.numberOf(textOf(campaign)),
    revenue && revenue.amount,
    revenue && table.numberOf(revenue.currency),
  );
  return packed as unknown as PackedEvent;
}

/** What travels behind the texts; nothing of it in a row of the version before. */
function factsOf(
  [interactive, campaign = null, amount = null, currency = null]: readonly (number | null)[],
  texts: readonly string[],
): Partial<AnalyticsEvent> {
  if (interactive === undefined) return {};
  return {
    interactive: interactive === 1,
    campaign: campaign === null ? null : campaignOf(texts[campaign]!),
    revenue: amount === null || currency === null ? null : { amount, currency: texts[currency]! },
  };
}

function unpack(packed: PackedEvent, texts: readonly string[]): AnalyticsEvent {
  const [id, at, persistent, properties, address, permits, ...numbers] = packed;
  const event: Record<string, unknown> = {
    id,
    at,
    persistent,
    properties,
    permits: texts[permits]!.split(SEPARATOR).filter(Boolean),
    ...factsOf(numbers.slice(TEXTS.length), texts),
  };
  for (const [i, member] of TEXTS.entries()) {
    const number = numbers[i];
    // What the version before did not send stays undefined, by which it is known.
    if (number !== undefined) event[member] = number === null ? null : texts[number];
  }
  if (address !== null) event.address = address;
  return completedEvent(event as unknown as AnalyticsEvent);
}

/** Makes a batch small, for each byte of it is written, sent, kept and read again. */
export function packBatch({ id, events }: EventBatch): PackedBatch {
  const table = new TextTable();
  return { id, events: events.map((event) => pack(event, table)), texts: table.texts };
}

/** The batch that {@link packBatch} made small. */
export const unpackBatch = ({ id, texts, events }: PackedBatch): EventBatch => ({
  id,
  events: events.map((event) => unpack(event, texts)),
});
