import { type AnalyticsEvent } from '../pipeline/analytics-event.js';
import { type EventBatch } from '../pipeline/analytics-queue.js';

/** The members of an event in the order in which they travel; a new one is appended, for older jobs may still wait. */
const MEMBERS = [
  'id',
  'at',
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
  'persistent',
  'bot',
  'properties',
  'permits',
  'address',
] as const satisfies readonly (keyof AnalyticsEvent)[];

/** A batch as Redis keeps it: without the names of members, which would be more than half of it. */
export interface PackedBatch {
  readonly id: string;
  readonly events: readonly (readonly unknown[])[];
}

const pack = (event: AnalyticsEvent): unknown[] => {
  const values: unknown[] = MEMBERS.map((member) => event[member]);
  if (values.at(-1) === undefined) values.pop();
  return values;
};

const unpack = (values: readonly unknown[]): AnalyticsEvent => {
  const event: Record<string, unknown> = {};
  for (const [i, value] of values.entries()) event[MEMBERS[i]!] = value;
  return event as unknown as AnalyticsEvent;
};

/** Makes a batch small, for each byte of it is written, sent, kept and read again. */
export const packBatch = ({ id, events }: EventBatch): PackedBatch => ({ id, events: events.map(pack) });

/** The batch that {@link packBatch} made small. */
export const unpackBatch = ({ id, events }: PackedBatch): EventBatch => ({ id, events: events.map(unpack) });
