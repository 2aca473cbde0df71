import { type AnalyticsEvent } from '../event/analytics-event.js';
import { type EventBatch } from '../queue/analytics-queue.js';

/** Members that are text of which few differ within a batch, in the order in which their numbers travel. */
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
] as const satisfies readonly (keyof AnalyticsEvent)[];

/** An event without its texts: id, time, persistence, properties, network, permits; then a number for each of {@link TEXTS}. */
type PackedEvent = readonly [
  id: string,
  at: number,
  persistent: boolean,
  properties: AnalyticsEvent['properties'],
  address: string | null,
  permits: number,
  ...texts: (number | null)[],
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

function pack(event: AnalyticsEvent, table: TextTable): PackedEvent {
  const { id, at, persistent, properties, address = null } = event;
  const packed: (string | number | boolean | object | null)[] = [id, at, persistent, properties, address];
  packed.push(table.numberOfList(event.permits));
  for (const member of TEXTS) {
    const text = event[member];
    packed.push(text === null ? null : table.numberOf(text));
  }
  return packed as unknown as PackedEvent;
}

function unpack(packed: PackedEvent, texts: readonly string[]): AnalyticsEvent {
  const [id, at, persistent, properties, address, permits, ...numbers] = packed;
  const event: Record<string, unknown> = {
    id,
    at,
    persistent,
    properties,
    permits: texts[permits]!.split(SEPARATOR).filter(Boolean),
  };
  for (const [i, member] of TEXTS.entries()) event[member] = typeof numbers[i] === 'number' ? texts[numbers[i]] : null;
  if (address !== null) event.address = address;
  return event as unknown as AnalyticsEvent;
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
