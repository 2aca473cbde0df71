import { type Bucket, bucketSql, UNCOUNTED, withinSql } from './bucket.js';
import { type Condition } from './condition.js';
import { COUNTED } from './counted-row.js';
import { IS_EVENT, IS_LASTING, IS_MISS, IS_PAGEVIEW } from './event-kind.js';
import { type Fact, joinsSql } from './fact.js';
import { type Reading } from './reading.js';
import { type Costly } from './wanted.js';

/** What is counted of raw events. */
export interface Matches {
  /** In the order of time, none overlaps. With the time after them, where visits are wanted. */
  readonly time: readonly Bucket[];
  readonly condition: Condition;
  /** By what they are broken down. Default: not at all */
  readonly fact?: Fact;
  readonly wanted: ReadonlySet<Costly>;
  /** Which visitors are counted: all, or only those who are known for a day. */
  readonly visitors: 'all' | 'passing';
}

/** An event that counts, with its bucket and its value. */
export function fromMatches(
  reading: Reading,
  { time, condition, fact }: Pick<Matches, 'time' | 'condition' | 'fact'>,
): string {
  return `FROM {event} e ${joinsSql([...condition.joins, ...(fact?.joins ?? [])], reading, time)}
    WHERE e.{site} = ${reading.site} AND ${withinSql(time, 'e.{at}')} AND ${condition.sql}`;
}

const VISITOR = { all: 'e.{visitor}', passing: `CASE WHEN NOT ${IS_LASTING} THEN e.{visitor} END` } as const;

/** In the order of {@link COUNTED}. */
const listed = (numbers: Readonly<Partial<Record<(typeof COUNTED)[number], string>>>): string =>
  COUNTED.map((name) => `${numbers[name] ?? 0} AS "${name}"`).join(', ');

/** No sum is so large that it would have to be a decimal number, by which PostgreSQL counts slowly. */
const sum = (number: string): string => `CAST(SUM(${number}) AS bigint)`;

/** Whether the visits are joined where the events are read, so that nobody has to look them up again. */
const carriesVisit = ({ condition, fact, wanted }: Matches): boolean =>
  wanted.has('visits') && [...condition.joins, ...(fact?.joins ?? [])].includes('visit');

/** What a group of events has of its visit. */
const OF_VISIT = `, MIN(v.{begun}) AS "begun", MIN(v.{ended} - v.{begun}) AS "lasted", MIN(v.{bounced}) AS "bounced"`;

const IN_VISIT = `x."visit" <> 0 AND x."pageviews" + x."events" > 0`;

const carriedVisitsSql = (counted: readonly Bucket[]): string =>
  `SELECT ${bucketSql(counted, 'x."begun"')} AS "bucket", x."value", ${listed({
    visits: 'COUNT(*)',
    bounces: sum('x."bounced"'),
    duration: sum('x."lasted"'),
  })} FROM (SELECT DISTINCT x."value", x."visit", x."begun", x."lasted", x."bounced" FROM "matches" x
      WHERE ${IN_VISIT} AND ${withinSql(counted, 'x."begun"')}) x GROUP BY 1, 2`;

const visitsSql = ({ site }: Reading, counted: readonly Bucket[]): string =>
  `SELECT ${bucketSql(counted, 'v.{begun}')} AS "bucket", x."value", ${listed({
    visits: 'COUNT(*)',
    bounces: sum('v.{bounced}'),
    duration: sum('v.{ended} - v.{begun}'),
  })} FROM (SELECT DISTINCT x."value", x."visit" FROM "matches" x WHERE ${IN_VISIT}) x
      JOIN {visit} v ON v.{id} = x."visit" WHERE v.{site} = ${site} AND ${withinSql(counted, 'v.{begun}')} GROUP BY 1, 2`;

/**
 * Tables of a `WITH`: `matches`, and `counted` of it, whose rows add up to what is asked for by bucket and value. Events are read once; who and which visits there were follows from groups of
 * them.
 */
export function countedSql(reading: Reading, matches: Matches): string {
  const { time, fact, wanted, visitors } = matches;
  const counted = time.filter(({ bucket }) => bucket !== UNCOUNTED);
  const parts = [
    `SELECT x."bucket", x."value", ${listed({
      pageviews: sum('x."pageviews"'),
      events: sum('x."events"'),
      misses: sum('x."misses"'),
    })} FROM "matches" x WHERE x."bucket" <> ${UNCOUNTED} GROUP BY x."bucket", x."value"`,
  ];
  if (wanted.has('visitors'))
    parts.push(`SELECT x."bucket", x."value", ${listed({ visitors: 'COUNT(*)' })} FROM (
        SELECT DISTINCT x."bucket", x."value", x."visitor" FROM "matches" x
        WHERE x."bucket" <> ${UNCOUNTED} AND x."visitor" IS NOT NULL AND x."pageviews" + x."events" > 0) x
      GROUP BY x."bucket", x."value"`);
  const isCarried = carriesVisit(matches);
  if (wanted.has('visits')) parts.push(isCarried ? carriedVisitsSql(counted) : visitsSql(reading, counted));
  return `"matches" AS MATERIALIZED (
      SELECT ${bucketSql(time, 'e.{at}')} AS "bucket", ${fact?.sql ?? 0} AS "value",
        ${wanted.has('visitors') ? VISITOR[visitors] : 'CAST(NULL AS bigint)'} AS "visitor",
        ${wanted.has('visits') ? 'e.{visit}' : '0'} AS "visit",
        COUNT(CASE WHEN ${IS_PAGEVIEW} THEN 1 END) AS "pageviews",
        COUNT(CASE WHEN ${IS_EVENT} THEN 1 END) AS "events",
        COUNT(CASE WHEN ${IS_MISS} THEN 1 END) AS "misses"${isCarried ? OF_VISIT : ''}
      ${fromMatches(reading, matches)} GROUP BY 1, 2, 3, 4),
    "counted" AS (${parts.join(' UNION ALL ')})`;
}
