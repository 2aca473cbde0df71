import { type Counts } from '../../statistics/counts.js';
import { type Span } from '../../statistics/period.js';
import { type Question } from '../../statistics/statistics-reader.js';
import { COUNTED, type CountedRow, countsOf, type RevenueRow } from './counted-row.js';
import { type DayPart, dayPartsOf, isInsideDay } from './day-part.js';
import { lastingVisitors } from './lasting-visitors.js';
import { fromParts } from './parts-sql.js';
import { RawReader } from './raw-reader.js';
import { type Reading } from './reading.js';
import { visitorCount } from './visitor-count.js';
import { wantedOf } from './wanted.js';

type OfBucket<Row> = Row & { readonly bucket: number };
type SumRow = OfBucket<CountedRow> & { readonly known: number };

const SUMS = COUNTED.map((name) => `SUM(b."${name === 'visitors' ? name : 'counts'}" * s.{${name}}) AS "${name}"`).join(
  ', ',
);
const KNOWN = `MAX(CASE WHEN s.{lasting} <> '' THEN 1 ELSE 0 END) AS "known"`;

/**
 * The numbers of spans of whole quarters of an hour, without a filter, from sums. Only visitors within a day are counted one by one.
 *
 * @param spans of whole quarters of an hour
 */
export async function sumCounts(
  reading: Reading,
  { site, metrics }: Question,
  spans: readonly Span[],
): Promise<readonly Counts[]> {
  const parts = spans.flatMap((span, i) => (span.start < span.end ? dayPartsOf(span, i) : []));
  if (parts.length === 0) return spans.map(() => countsOf([]));
  const wanted = wantedOf(metrics);
  const { before, after } = fromParts(reading, 'sum', parts);
  const rows = await reading.ask<SumRow>(
    `${before} SELECT b."bucket" AS "bucket", ${SUMS}, ${KNOWN} ${after} GROUP BY b."bucket"`,
  );
  const byBucket = new Map(rows.map((row) => [Number(row.bucket), row]));
  const hasLasting = wanted.has('visitors') && rows.some(({ known }) => known === 1);
  const lasting = hasLasting ? await lastingVisitors(reading, parts) : undefined;
  const inside = wanted.has('visitors') ? spans.filter(isInsideDay) : [];
  const visitors =
    inside.length > 0 ? await new RawReader(reading).counts({ site, metrics: ['visitors'] }, inside) : [];
  const revenue = wanted.has('revenue') ? await revenueOf(reading, parts) : undefined;
  return spans.map((span, i) => {
    const row = byBucket.get(i);
    const counts = countsOf(row ? [row] : [], revenue?.get(i));
    const place = inside.indexOf(span);
    return {
      ...counts,
      source: 'sums',
      visitors: place < 0 ? visitorCount(counts.visitors.count, lasting?.get(i)) : visitors[place]!.visitors,
    };
  });
}

/** The money of spans, by currency. */
export async function revenueOf(
  reading: Reading,
  parts: readonly DayPart[],
): Promise<ReadonlyMap<number, readonly RevenueRow[]>> {
  const { before, after } = fromParts(reading, 'revenue', parts);
  const rows = await reading.ask<OfBucket<RevenueRow>>(
    `${before} SELECT q."bucket", q."amount", t.{text} AS "currency" FROM (
       SELECT b."bucket" AS "bucket", r.{currency} AS "currency", SUM(r.{amount}) AS "amount"
       ${after} AND b."counts" = 1 GROUP BY b."bucket", r.{currency}) q
     JOIN {term} t ON t.{id} = q."currency"`,
  );
  const found = new Map<number, RevenueRow[]>();
  for (const row of rows) found.set(Number(row.bucket), [...(found.get(Number(row.bucket)) ?? []), row]);
  return found;
}
