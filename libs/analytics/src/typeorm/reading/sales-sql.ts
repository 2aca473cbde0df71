import { bucketSql, withinSql } from './bucket.js';
import { joinsSql } from './fact.js';
import { type Matches } from './matches-sql.js';
import { type Reading } from './reading.js';

/** The money of matching events by bucket, value and number of the currency. */
export function salesSql(
  reading: Reading,
  { time, condition, fact }: Pick<Matches, 'time' | 'condition' | 'fact'>,
): string {
  return `SELECT ${bucketSql(time, 'l.{at}')} AS "bucket", ${fact?.sql ?? 0} AS "value", l.{currency} AS "currency",
      SUM(l.{amount}) AS "amount"
    FROM {sale} l JOIN {event} e ON e.{site} = l.{site} AND e.{id_high} = l.{id_high} AND e.{id_low} = l.{id_low}
      ${joinsSql([...condition.joins, ...(fact?.joins ?? [])], reading, time)}
    WHERE l.{site} = ${reading.site} AND ${withinSql(time, 'l.{at}')} AND ${condition.sql} GROUP BY 1, 2, 3`;
}
