import { type CodedEvent, type CodedRevenue } from '../../fold/coded-event.js';
import { type EventNumbers, sumKeysOf } from '../coding/sum-keys.js';
import { audienceOfFlags, EVENT_FLAGS, isLasting, kindOfFlags } from '../event-row.js';

/** The columns of an event that sums and visits follow from. */
export const CODED_COLUMNS = [
  ...['id_high', 'id_low', 'at', 'visitor', 'visit', 'page', 'route'],
  ...['host', 'title', 'name', 'arrival', 'client', 'flags'],
] as const;

/** An event as it is stored, in numbers. */
export interface NumberedEvent {
  readonly id_high: number;
  readonly id_low: number;
  readonly at: number;
  readonly visitor: number;
  readonly visit: number;
  readonly page: number;
  readonly route: number;
  readonly host: number;
  readonly title: number;
  readonly name: number;
  readonly arrival: number;
  readonly client: number;
  readonly flags: number;
}

/** Numbers of texts that no column of an event holds. */
export interface OwnTerms {
  readonly people: number;
  readonly bots: number;
  readonly agents: number;
  readonly empty: number;
}

/** A stored event as the fold takes it. The other name of its visitor is not stored. */
export function codedRow(
  site: number,
  row: NumberedEvent,
  combinations: Pick<EventNumbers, 'client' | 'arrival'>,
  terms: OwnTerms,
  revenue: CodedRevenue | null,
): CodedEvent {
  const { flags, page, route, host, title, name } = row;
  const [audience, kind] = [audienceOfFlags(flags), kindOfFlags(flags)];
  const { own, origin } = sumKeysOf(
    { kind, audience },
    { ...{ page, route, host, title, name }, ...combinations, audience: terms[audience], empty: terms.empty },
  );
  const isLate = (flags & EVENT_FLAGS.late) !== 0;
  return {
    ...{ site, kind, page, own, origin, revenue },
    moment: [row.at, row.id_high, row.id_low],
    visitor: row.visitor,
    persistent: isLasting(flags),
    alias: null,
    activity: audience !== 'people' ? 'apart' : isLate ? 'late' : 'live',
    interactive: (flags & EVENT_FLAGS.interactive) !== 0,
    arrival: row.arrival,
  };
}
