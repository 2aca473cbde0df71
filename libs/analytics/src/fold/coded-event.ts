import { type Moment } from './moment.js';
import { type SumKey } from './sum-dimension.js';

/** What an event adds to sums of money: by number of the currency, in ten-thousandths of its unit. */
export type CodedRevenue = readonly [currency: number, amount: number];

/** An event with numbers in place of texts, as the fold takes it. */
export interface CodedEvent {
  /** Number of the site. */
  readonly site: number;
  readonly moment: Moment;
  readonly kind: 'pageview' | 'event' | 'miss';
  /** 52 bits. */
  readonly visitor: number | null;
  readonly persistent: boolean;
  readonly alias: number | null;
  /** `late` events join a visit that was under way and change nothing of it; those `apart` belong to none. */
  readonly activity: 'live' | 'late' | 'apart';
  readonly interactive: boolean;
  /** Number of the page. */
  readonly page: number;
  /** Where it came from: a number that stands for referrer, channel and campaign together. */
  readonly arrival: number;
  /** What of its dimensions the sums count it under: those that are its own. */
  readonly own: readonly SumKey[];
  /** The same of those that are its visit's, where it has none. */
  readonly origin: readonly SumKey[];
  readonly revenue: CodedRevenue | null;
}
