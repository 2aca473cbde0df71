import { type RoundedCount } from './rounding.js';

/** What was counted of a group, as it may be told. */
export interface ReportCounts {
  /** Empty where it is not known. */
  readonly value: string;
  /** How often the notice was shown; `null` where that is not counted by this property. */
  readonly shown: RoundedCount | null;
  readonly decided: RoundedCount;
  readonly withdrawn: RoundedCount;
  /** By category. */
  readonly categories: Readonly<Record<string, { readonly granted: RoundedCount; readonly denied: RoundedCount }>>;
}

/** Shares of one of the two groups that they could be shares of; `null` where one of the counts is not told, nobody is in the group, or the part is larger than it. */
export interface ReportShares {
  readonly granted: number | null;
  readonly denied: number | null;
}

/** How a category was decided. */
export interface ReportedCategory extends ReportShares {
  /** Of those to whom the notice was shown. */
  readonly ofShown: ReportShares;
  /** Of those who decided. */
  readonly ofDecided: ReportShares;
}

/** What is told of a group: `null` is what is not told, because it is of few people, or not counted. */
export interface ReportedCounts {
  readonly shown: number | null;
  readonly decided: number | null;
  /** The share of those to whom the notice was shown. */
  readonly decidedOfShown: number | null;
  readonly withdrawn: number | null;
  readonly categories: Readonly<Record<string, ReportedCategory>>;
  /** What is hidden of it, by name. */
  readonly suppressed: readonly string[];
}

/** A group of the report. */
export interface ReportedGroup extends ReportedCounts {
  /** What its decisions have in common; `null` where it is not known, `*` for those of many small groups. */
  readonly value: string | null;
}
