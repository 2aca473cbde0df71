import { randomInt } from 'node:crypto';
import { type ConsentTallyEntity } from '../entities/consent-tally.entity.js';

/** Of what is counted. */
export interface TalliedEvent {
  readonly siteId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** By property; empty where a value is not known. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What is added to the sums of the whole, or of a category. */
export type TalliedCounts = Partial<Pick<ConsentTallyEntity, 'shown' | 'decided' | 'withdrawn' | 'granted' | 'denied'>>;

type TallyKey = Pick<ConsentTallyEntity, 'siteId' | 'property' | 'day' | 'value' | 'category'>;

/** A digit for each sum of a row. */
const ROUNDINGS = 100_000;

/** Sums of some events, to be added to those there are. */
export class Tally {
  private readonly sums = new Map<string, ConsentTallyEntity>();

  /** In one order for everybody, so that two who add at once do not wait for each other in a circle. */
  get rows(): readonly ConsentTallyEntity[] {
    return [...this.sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  /** Counts an event by each of its properties, and as one of all. */
  add({ siteId, at, properties }: TalliedEvent, category: string, counts: TalliedCounts): void {
    const day = new Date(at).toISOString().slice(0, 10);
    const sums = Object.entries(counts) as [keyof TalliedCounts, number][];
    const count = (property: string, value: string): void => {
      const row = this.rowOf({ siteId, property, day, value, category });
      for (const [sum, more] of sums) row[sum] += more;
    };
    count('all', '');
    for (const property of Object.keys(properties)) count(property, properties[property]!);
  }

  /** Adds a sum to what there is of the same key. */
  addRow({ shown, decided, withdrawn, granted, denied, ...key }: ConsentTallyEntity): void {
    const row = this.rowOf(key);
    row.shown += shown;
    row.decided += decided;
    row.withdrawn += withdrawn;
    row.granted += granted;
    row.denied += denied;
  }

  private rowOf(key: TallyKey): ConsentTallyEntity {
    // None of the others can hold a line feed.
    const text = `${key.siteId}\n${key.property}\n${key.day}\n${key.category}\n${key.value}`;
    const known = this.sums.get(text);
    if (known) return known;
    const nothing = { shown: 0, decided: 0, withdrawn: 0, granted: 0, denied: 0 };
    const row = { ...key, ...nothing, rounding: randomInt(ROUNDINGS) };
    this.sums.set(text, row);
    return row;
  }
}
