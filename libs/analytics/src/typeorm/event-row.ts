import { type AnalyticsEvent, type Audience } from '../event/analytics-event.js';
import { type PreparedEvent } from './coding/event-coder.js';
import { type RowColumn, type RowValue } from './writing/row-list.js';

/** Bits of the column `flags`. Machines of every audience have the bit `bot`. */
export const EVENT_FLAGS = {
  customEvent: 1,
  persistentVisitor: 2,
  bot: 4,
  agent: 8,
  miss: 16,
  late: 32,
  interactive: 64,
} as const;

/** Columns of an event, in the order of {@link rowOf}. */
export const EVENT_COLUMNS = [
  ['id_low', 'bigint'],
  ['at', 'bigint'],
  ['visitor', 'bigint'],
  ['visit', 'bigint'],
  ['id_high', 'integer'],
  ['site', 'integer'],
  ['page', 'integer'],
  ['route', 'integer'],
  ['host', 'integer'],
  ['title', 'integer'],
  ['name', 'integer'],
  ['arrival', 'integer'],
  ['client', 'integer'],
  ['flags', 'smallint'],
  ['properties', 'text'],
] as const satisfies readonly RowColumn[];

/** What an event is, by its flags. */
export function kindOfFlags(flags: number): AnalyticsEvent['kind'] {
  if (flags & EVENT_FLAGS.miss) return 'miss';
  return flags & EVENT_FLAGS.customEvent ? 'event' : 'pageview';
}

/** Who sent an event, by its flags. */
export function audienceOfFlags(flags: number): Audience {
  if (flags & EVENT_FLAGS.agent) return 'agents';
  return flags & EVENT_FLAGS.bot ? 'bots' : 'people';
}

/** Whether an event is of a visitor who is known for longer than a day, by its flags. */
export const isLasting = (flags: number): boolean => (flags & EVENT_FLAGS.persistentVisitor) !== 0;

const flagsOf = ({ kind, persistent, audience, activity, interactive }: AnalyticsEvent): number =>
  (kind === 'event' ? EVENT_FLAGS.customEvent : 0) |
  (kind === 'miss' ? EVENT_FLAGS.miss : 0) |
  (persistent ? EVENT_FLAGS.persistentVisitor : 0) |
  (audience === 'people' ? 0 : EVENT_FLAGS.bot) |
  (audience === 'agents' ? EVENT_FLAGS.agent : 0) |
  (activity === 'late' ? EVENT_FLAGS.late : 0) |
  (interactive ? EVENT_FLAGS.interactive : 0);

/** The row of an event. */
export function rowOf({ event, coded, plain, client }: PreparedEvent, visit: number): RowValue[] {
  const [at, high, low] = coded.moment;
  return [
    ...[low, at, coded.visitor, visit, high],
    ...plain,
    ...[coded.arrival, client, flagsOf(event)],
    event.properties === null ? '' : JSON.stringify(event.properties),
  ];
}
