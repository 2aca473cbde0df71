import { type DataSource } from 'typeorm';

const DAY = 86_400_000;
const PAUSE = 30 * 60_000;

/** Bits of the column `flags`. */
const [CUSTOM, PERSISTENT, BOT, MISS, LATE, INTERACTIVE] = [1, 2, 4, 16, 32, 64];
/** Dimensions of the sums: a day as a whole, page, entry and exit page, channel, device. */
const [TOTAL, PAGE, ENTRY, EXIT, CHANNEL, DEVICE] = [0, 10, 11, 12, 16, 29];

const NUMBERS = ['pageviews', 'events', 'misses', 'visitors', 'visits', 'bounces', 'duration'] as const;

/** Sums of one value on one day. */
type Sum = Readonly<Record<'site' | 'dimension' | 'day' | 'value' | (typeof NUMBERS)[number], string | number | null>>;

/** What people did, from the rows of the events alone: visits are what goes by one number, and everything of theirs follows from their events. */
const COUNTED = `
WITH seen AS (
  SELECT e."site", e."at", e."id_high", e."id_low", e."visit", e."visitor", e."page", e."arrival", e."client", e."flags",
    CASE WHEN (e."flags" & ${CUSTOM}) <> 0 THEN 'event' WHEN (e."flags" & ${MISS}) <> 0 THEN 'miss' ELSE 'pageview' END AS "kind"
  FROM "privacy_analytics_event" e WHERE (e."flags" & ${BOT}) = 0
),
placed AS (
  SELECT s.*,
    ROW_NUMBER() OVER (PARTITION BY s."site", s."visit" ORDER BY s."at", s."id_high", s."id_low") AS "place",
    ROW_NUMBER() OVER (PARTITION BY s."site", s."visit", s."kind" ORDER BY s."at", s."id_high", s."id_low") AS "first",
    ROW_NUMBER() OVER (PARTITION BY s."site", s."visit", s."kind" ORDER BY s."at" DESC, s."id_high" DESC, s."id_low" DESC) AS "last"
  FROM seen s WHERE s."visit" <> 0 AND (s."flags" & ${LATE}) = 0
),
stay AS (
  SELECT p."site", p."visit", MIN(p."at") AS "begun", MAX(p."at") AS "ended",
    MAX(CASE WHEN p."place" = 1 THEN p."arrival" END) AS "arrival",
    MAX(CASE WHEN p."kind" = 'pageview' AND p."first" = 1 THEN p."page" END) AS "entry",
    MAX(CASE WHEN p."kind" = 'pageview' AND p."last" = 1 THEN p."page" END) AS "exit",
    CASE WHEN SUM(CASE WHEN p."kind" = 'pageview' THEN 1 ELSE 0 END) = 1
      AND SUM(CASE WHEN (p."flags" & ${INTERACTIVE}) <> 0 THEN 1 ELSE 0 END) = 0 THEN 1 ELSE 0 END AS "bounced"
  FROM placed p GROUP BY p."site", p."visit"
),
valued AS (
  SELECT ${TOTAL} AS "dimension", 0 AS "value", s.* FROM seen s
  UNION ALL SELECT ${PAGE}, s."page", s.* FROM seen s WHERE s."kind" <> 'event'
  UNION ALL SELECT ${DEVICE}, c."device", s.* FROM seen s JOIN "privacy_analytics_client" c ON c."id" = s."client"
  UNION ALL SELECT ${CHANNEL}, a."channel", s.* FROM seen s LEFT JOIN stay v ON v."site" = s."site" AND v."visit" = s."visit"
    JOIN "privacy_analytics_arrival" a ON a."id" = COALESCE(v."arrival", s."arrival")
  UNION ALL SELECT ${ENTRY}, v."entry", s.* FROM seen s JOIN stay v ON v."site" = s."site" AND v."visit" = s."visit" WHERE s."kind" <> 'event'
  UNION ALL SELECT ${EXIT}, v."exit", s.* FROM seen s JOIN stay v ON v."site" = s."site" AND v."visit" = s."visit" WHERE s."kind" <> 'event'
),
told AS (
  SELECT v.* FROM valued v
  WHERE v."value" IS NOT NULL AND (v."dimension" = ${TOTAL} OR v."value" NOT IN (SELECT t."id" FROM "privacy_analytics_term" t WHERE t."text" = ''))
),
done AS (
  SELECT t."site", t."dimension", t."at" / ${DAY} AS "day", t."value",
    SUM(CASE WHEN t."kind" = 'pageview' THEN 1 ELSE 0 END) AS "pageviews",
    SUM(CASE WHEN t."kind" = 'event' THEN 1 ELSE 0 END) AS "events",
    SUM(CASE WHEN t."kind" = 'miss' THEN 1 ELSE 0 END) AS "misses",
    COUNT(DISTINCT CASE WHEN t."kind" <> 'miss' THEN t."visitor" END) AS "visitors",
    0 AS "visits", 0 AS "bounces", 0 AS "duration"
  FROM told t GROUP BY t."site", t."dimension", t."at" / ${DAY}, t."value"
),
stayed AS (
  SELECT m."site", m."dimension", v."begun" / ${DAY} AS "day", m."value", 0 AS "pageviews", 0 AS "events", 0 AS "misses", 0 AS "visitors",
    COUNT(*) AS "visits", SUM(v."bounced") AS "bounces", SUM(v."ended" - v."begun") AS "duration"
  FROM (SELECT DISTINCT t."site", t."dimension", t."value", t."visit" FROM told t WHERE t."kind" <> 'miss' AND t."visit" <> 0) m
    JOIN stay v ON v."site" = m."site" AND v."visit" = m."visit"
  GROUP BY m."site", m."dimension", v."begun" / ${DAY}, m."value"
)
SELECT q."site", q."dimension", q."day", q."value", ${NUMBERS.map((name) => `SUM(q."${name}") AS "${name}"`).join(', ')}
FROM (SELECT * FROM done UNION ALL SELECT * FROM stayed) q GROUP BY q."site", q."dimension", q."day", q."value"`;

const SUMMED = `SELECT * FROM "privacy_analytics_sum" WHERE "dimension" IN (${[TOTAL, PAGE, ENTRY, EXIT, CHANNEL, DEVICE].join(', ')})`;

/** Visits that were torn: the same visitor went on within half an hour, and it counts as another visit. */
const TORN = `
SELECT COUNT(*) AS "count" FROM (
  SELECT e."at", e."visit", LAG(e."at") OVER w AS "before", LAG(e."visit") OVER w AS "previous" FROM "privacy_analytics_event" e
  WHERE e."visitor" IS NOT NULL AND (e."flags" & ${BOT + LATE}) = 0
  WINDOW w AS (PARTITION BY e."site", e."visitor" ORDER BY e."at", e."id_high", e."id_low")
) q WHERE q."visit" = 0 OR (q."at" - q."before" <= ${PAUSE} AND q."visit" <> q."previous")`;

/** Rows of which something is not 0, by what they are of. */
function named(rows: readonly Sum[]): Readonly<Record<string, object>> {
  const found = rows
    .map((row) => {
      const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(row[name])]));
      return [`${row.site} ${row.dimension} ${row.day} ${row.value}`, numbers] as const;
    })
    .filter(([, numbers]) => Object.values(numbers).some((value) => value !== 0));
  return Object.fromEntries(found);
}

/**
 * Counts the stored events anew, by SQL that shares nothing with what keeps the sums, and expects each sum of the total, of pages, entry and exit pages, channels and
 * devices to be just that: page views, events, misses, visitors, visits, bounces and durations of every UTC day. For traffic without consent, of which no visitor lasts beyond its day.
 */
export async function expectSumsToAgree(source: Pick<DataSource, 'query'>): Promise<void> {
  const [lasting] = await source.query<{ count: string }[]>(
    `SELECT COUNT(*) AS "count" FROM "privacy_analytics_event" WHERE ("flags" & ${PERSISTENT}) <> 0`,
  );
  expect(Number(lasting!.count)).toBe(0);
  const [torn] = await source.query<{ count: string }[]>(TORN);
  expect(Number(torn!.count)).toBe(0);
  expect(named(await source.query<Sum[]>(SUMMED))).toEqual(named(await source.query<Sum[]>(COUNTED)));
}
