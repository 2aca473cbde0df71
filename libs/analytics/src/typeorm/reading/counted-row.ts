import { type Counts } from '../../statistics/counts.js';

/** Numbers of rows that add up. */
export const COUNTED = ['pageviews', 'events', 'misses', 'visitors', 'visits', 'bounces', 'duration'] as const;

/** Counts as a database gives them: PostgreSQL's as text, and none as null. */
export type CountedRow = Readonly<Record<(typeof COUNTED)[number], string | number | null>>;

/** Revenue as a database gives it. */
export interface RevenueRow {
  readonly currency: string;
  readonly amount: string | number;
}

/** What some rows come to. */
export function countsOf(rows: readonly CountedRow[], revenue: readonly RevenueRow[] = []): Counts {
  const sum = (name: (typeof COUNTED)[number]): number =>
    rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);
  const amounts: Record<string, number> = {};
  for (const { currency, amount } of revenue) amounts[currency] = (amounts[currency] ?? 0) + Number(amount);
  return {
    pageviews: sum('pageviews'),
    events: sum('events'),
    misses: sum('misses'),
    visitors: { count: sum('visitors'), error: 0 },
    visits: sum('visits'),
    bounces: sum('bounces'),
    duration: sum('duration'),
    revenue: amounts,
  };
}
