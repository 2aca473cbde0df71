import { type Span } from '../../statistics/period.js';
import { type FunnelStep, type Question } from '../../statistics/statistics-reader.js';
import { withAftermath } from './aftermath.js';
import { layersOf, withinSql } from './bucket.js';
import { type Condition, conditionOf, filterCondition } from './condition.js';
import { IS_SEEN } from './event-kind.js';
import { joinsSql } from './fact.js';
import { fromMatches } from './matches-sql.js';
import { type Reading } from './reading.js';
import { type Values } from './values.js';

/** In the order of time, and of ids where that is the same: their first part has a sign in the database, and none in their order. */
const IN_ORDER = 'e.{at}, CASE WHEN e.{id_high} < 0 THEN 1 ELSE 0 END, e.{id_high}, e.{id_low}';

/**
 * How many visits that began in a span took each step after the one before, each as early as it can be. The events of the steps are numbered within their visit, and each step is the first number
 * after that of the step before.
 */
export async function funnelOf(
  reading: Reading,
  { filter }: Question,
  span: Span,
  steps: readonly FunnelStep[],
): Promise<readonly number[]> {
  const [buckets = []] = layersOf([span]);
  if (buckets.length === 0) return steps.map(() => 0);
  const time = await withAftermath(reading, buckets);
  const range = { start: span.start, end: time.at(-1)!.end };
  const values = reading.values();
  const condition = await conditionOf(filter, reading, values, range);
  const taken = await conditionsOf(steps, reading, values, range);
  const began = `SELECT v.{id} FROM {visit} v WHERE v.{site} = ${reading.site} AND ${withinSql(buckets, 'v.{begun}')} AND v.{counts} = 1`;
  const visits =
    filter === undefined
      ? began
      : `SELECT DISTINCT e.{visit} ${fromMatches(reading, { time, condition })} AND ${IS_SEEN} AND e.{visit} IN (${began})`;
  const moments = `SELECT e.{visit} AS "visit", ${taken.map(({ sql }, i) => `CASE WHEN ${sql} THEN 1 ELSE 0 END AS "takes${i}"`).join(', ')},
      ROW_NUMBER() OVER (PARTITION BY e.{visit} ORDER BY ${IN_ORDER}) AS "number"
    FROM {event} e ${joinsSql(
      taken.flatMap(({ joins }) => joins),
      reading,
      time,
    )}
    WHERE e.{site} = ${reading.site} AND ${withinSql(time, 'e.{at}')} AND ${IS_SEEN}
      AND (${taken.map(({ sql }) => sql).join(' OR ')}) AND e.{visit} IN (SELECT * FROM "visits")`;
  const rows = await reading.askAtLarge<{ step: number; visits: string | number }>(
    `WITH "visits" AS MATERIALIZED (${visits}), "moments" AS MATERIALIZED (${moments}), ${steps.map((_step, i) => stepSql(i)).join(', ')}
     ${steps.map((_step, i) => `SELECT ${i} AS "step", COUNT(*) AS "visits" FROM "step${i}"`).join(' UNION ALL ')}`,
    values,
  );
  const counts = new Map(rows.map((row) => [Number(row.step), Number(row.visits)]));
  return steps.map((_step, i) => counts.get(i) ?? 0);
}

async function conditionsOf(
  steps: readonly FunnelStep[],
  reading: Reading,
  values: Values,
  range: Span,
): Promise<readonly Condition[]> {
  const conditions: Condition[] = [];
  for (const step of steps) conditions.push(await filterCondition(step, reading, values, range));
  return conditions;
}

const stepSql = (i: number): string =>
  i === 0
    ? `"step0" AS (SELECT m."visit", MIN(m."number") AS "number" FROM "moments" m WHERE m."takes0" = 1 GROUP BY m."visit")`
    : `"step${i}" AS (SELECT m."visit", MIN(m."number") AS "number" FROM "moments" m
        JOIN "step${i - 1}" p ON p."visit" = m."visit" AND m."number" > p."number" WHERE m."takes${i}" = 1 GROUP BY m."visit")`;
