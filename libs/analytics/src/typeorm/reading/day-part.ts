import { days, minutes } from '@nest-privacy/core';
import { dayOf, quarterOf } from '../../fold/days.js';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { type Span } from '../../statistics/period.js';

const DAY = days(1);
const QUARTER = minutes(15);
const QUARTERS = DAY / QUARTER;
const { total: TOTAL, quarter: FIRST_SEEN, lastQuarter: LAST_SEEN } = SUM_DIMENSION;

/** Rows of the sums whose numbers are part of those of a span. */
export interface DayPart {
  readonly bucket: number;
  readonly dimension: number;
  /** First and last day. */
  readonly days: readonly [number, number];
  /** From a value up to another that is not in it. */
  readonly values: readonly [number, number];
  /** 1 where page views and the like are counted by these rows, 0 where they are not. */
  readonly counts: 0 | 1;
  /** The same of visitors who are known for a day. */
  readonly visitors: 0 | 1;
}

/** What a span is made of: UTC days as a whole, and pieces of less than one. */
export interface CutSpan {
  /** First and last day; `undefined` where there is none as a whole. */
  readonly whole: readonly [number, number] | undefined;
  /** In the order of time, at most two. */
  readonly edges: readonly Span[];
}

/** Cuts a span at midnight. */
export function cutSpan({ start, end }: Span): CutSpan {
  const [first, behind] = [Math.ceil(start / DAY), Math.floor(end / DAY)];
  if (first >= behind) {
    const middle = first * DAY;
    const isOne = first > behind || middle === start || middle === end;
    return {
      whole: undefined,
      edges: isOne
        ? [{ start, end }]
        : [
            { start, end: middle },
            { start: middle, end },
          ],
    };
  }
  const edges = [
    { start, end: first * DAY },
    { start: behind * DAY, end },
  ];
  return { whole: [first, behind - 1], edges: edges.filter((edge) => edge.start < edge.end) };
}

/** Whether the quarters of an hour tell all that happened in a span. */
export const isOfQuarters = ({ start, end }: Span): boolean => start % QUARTER === 0 && end % QUARTER === 0;

/** Whether a span begins after midnight and ends before the next one, so that no sums tell its visitors. */
export const isInsideDay = ({ start, end }: Span): boolean =>
  dayOf(start) === dayOf(end) && start % DAY !== 0 && start < end;

/** The rows of the sums that a span of whole quarters is made of. */
export function dayPartsOf(span: Span, bucket: number): readonly DayPart[] {
  const { whole, edges } = cutSpan(span);
  const parts: DayPart[] = edges.flatMap((edge) => partsOfEdge(edge, bucket));
  if (whole) parts.push({ bucket, dimension: TOTAL, days: whole, values: [0, 1], counts: 1, visitors: 1 });
  return parts;
}

/** Who came by the end of a piece came first in it; who was there in one up to midnight was there last in it. */
function partsOfEdge({ start, end }: Span, bucket: number): DayPart[] {
  const day = dayOf(start);
  const from = quarterOf(start);
  const to = end % DAY === 0 ? QUARTERS : quarterOf(end);
  const part = { bucket, days: [day, day], values: [from, to] } as const;
  const counted = { ...part, dimension: FIRST_SEEN, counts: 1 } as const;
  if (from === 0) return [{ ...counted, visitors: 1 }];
  const until = { ...counted, visitors: 0 } as const;
  return to === QUARTERS ? [until, { ...part, dimension: LAST_SEEN, counts: 0, visitors: 1 }] : [until];
}
