import { type DataSource } from 'typeorm';
import { EVENT_FLAGS } from '../libs/analytics/src/typeorm/event-row.js';
import { type Kind, TOP } from './statistics-questions.js';

/** What is asked about. */
export interface PeerPeriod {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

/** What a question of the peer's is about. */
interface PeerQuestion extends PeerPeriod {
  /** A condition on `e` and `s`. */
  readonly condition?: string | undefined;
}

const SITE = '6a5f3c0e-9d1b-4c53-8f0e-2f4f0b1c7d10';
const bySite = (names: readonly string[]): string[] => names.map((name) => `website_id, created_at, ${name}`);
const OF_SENDER = ['browser', 'os', 'device', 'screen', 'language', 'country', 'region'];
const OF_BOTH = ['created_at', 'website_id', 'website_id, created_at'];
const INDEXES: Readonly<Record<string, readonly string[]>> = {
  session: [...OF_BOTH, ...bySite(OF_SENDER)],
  website_event: [
    ...[...OF_BOTH, 'session_id', 'visit_id'],
    ...bySite(['url_path', 'url_query', 'referrer_domain', 'page_title', 'event_name', 'tag', 'hostname']),
    ...['website_id, session_id, created_at', 'website_id, visit_id, created_at'],
  ],
};

const TABLES = [
  `CREATE TABLE umami.session (session_id uuid PRIMARY KEY, website_id uuid NOT NULL, browser varchar(20), os varchar(20), device varchar(20), screen varchar(11), language varchar(35),
   country char(2), region varchar(20), city varchar(50), distinct_id varchar(50), created_at timestamptz(6))`,
  `CREATE TABLE umami.website_event (event_id uuid PRIMARY KEY, website_id uuid NOT NULL, session_id uuid NOT NULL, visit_id uuid NOT NULL, created_at timestamptz(6), url_path varchar(500) NOT NULL,
   url_query varchar(500), utm_source varchar(255), utm_medium varchar(255), utm_campaign varchar(255), utm_content varchar(255), utm_term varchar(255), referrer_path varchar(500),
   referrer_query varchar(500), referrer_domain varchar(500), page_title varchar(500), gclid varchar(255), fbclid varchar(255), msclkid varchar(255), ttclid varchar(255), li_fat_id varchar(255),
   twclid varchar(255), event_type integer NOT NULL, event_name varchar(50), tag varchar(50), hostname varchar(100))`,
];

const text = (number: string): string => `(SELECT t.text FROM privacy_analytics_term t WHERE t.id = ${number})`;

/** The same page views and events in the peer's words, with random ids as it gives them; visitors of a day are its sessions. */
const FILLING = [
  `CREATE TABLE umami.of_visitor AS SELECT visitor, gen_random_uuid() AS session_id, MIN(at) AS at, MIN(client) AS client FROM privacy_analytics_event GROUP BY visitor`,
  `CREATE TABLE umami.of_visit AS SELECT id, gen_random_uuid() AS visit_id FROM privacy_analytics_visit`,
  `CREATE TABLE umami.of_client AS SELECT c.id, ${OF_SENDER.map((name) => `${text(`c.${name}`)} AS ${name}`).join(', ')}
   FROM privacy_analytics_client c`,
  `CREATE TABLE umami.of_arrival AS SELECT a.id, ${['referrer', 'utm_source', 'utm_medium', 'utm_campaign'].map((name) => `NULLIF(${text(`a.${name}`)}, '') AS ${name}`).join(', ')}
   FROM privacy_analytics_arrival a`,
  `ANALYZE`,
  `INSERT INTO umami.session SELECT v.session_id, '${SITE}', c.browser, c.os, c.device, c.screen, c.language, c.country, c.region, NULL, NULL, to_timestamp(v.at / 1000.0)
   FROM umami.of_visitor v JOIN umami.of_client c ON c.id = v.client ORDER BY v.at`,
  `INSERT INTO umami.website_event SELECT gen_random_uuid(), '${SITE}', v.session_id, w.visit_id, to_timestamp(e.at / 1000.0), p.text, NULL, a.utm_source, a.utm_medium, a.utm_campaign, NULL, NULL,
   '/', NULL, CASE WHEN a.referrer LIKE 'https://%' THEN split_part(a.referrer, '/', 3) WHEN a.referrer = 'internal' THEN 'example.com' ELSE '' END, t.text, NULL, NULL, NULL, NULL, NULL, NULL,
   CASE WHEN e.flags & ${EVENT_FLAGS.customEvent} > 0 THEN 2 ELSE 1 END, NULLIF(n.text, ''), NULL, 'example.com'
   FROM privacy_analytics_event e JOIN umami.of_visitor v ON v.visitor = e.visitor JOIN umami.of_visit w ON w.id = e.visit JOIN umami.of_arrival a ON a.id = e.arrival
   JOIN privacy_analytics_term p ON p.id = e.page JOIN privacy_analytics_term t ON t.id = e.title JOIN privacy_analytics_term n ON n.id = e.name
   WHERE e.flags & ${EVENT_FLAGS.miss} = 0 ORDER BY e.at`,
  `DROP TABLE umami.of_visitor, umami.of_visit, umami.of_client, umami.of_arrival`,
];

/**
 * Beside the package's tables, the same events in tables as Umami has them on PostgreSQL, with their indexes: two tables, ids at random, 14 indexes beside the primary key. The indexes are
 * made when all rows are there, which makes them smaller than years of single inserts do.
 */
export async function fillPeer(source: DataSource): Promise<void> {
  await source.query('CREATE SCHEMA umami');
  for (const statement of [...TABLES, ...FILLING]) await source.query(statement);
  for (const [table, indexes] of Object.entries(INDEXES))
    for (const columns of indexes) await source.query(`CREATE INDEX ON umami.${table} (${columns})`);
  await source.query('VACUUM ANALYZE');
}

/**
 * Page views of a period; sessions are joined where something of them is asked for.
 *
 * @param column what is asked for
 * @param join a further table
 */
function pageViewsOf({ start, end, condition = 'true' }: PeerQuestion, column = '', join = ''): string {
  const asksSession = /\bs\./.test(`${column} ${condition}`);
  return `FROM umami.website_event e ${asksSession ? 'JOIN umami.session s ON s.session_id = e.session_id' : ''} ${join}
    WHERE e.website_id = '${SITE}' AND e.created_at BETWEEN to_timestamp(${start / 1_000}) AND to_timestamp(${(end - 1) / 1_000}) AND e.event_type = 1 AND ${condition}`;
}

const stats = (question: PeerQuestion): string =>
  `SELECT SUM(t.c), COUNT(DISTINCT t.session_id), COUNT(DISTINCT t.visit_id), SUM(CASE WHEN t.c = 1 THEN 1 ELSE 0 END), SUM(EXTRACT(epoch FROM t.max_time - t.min_time))
   FROM (SELECT e.session_id, e.visit_id, COUNT(*) AS c, MIN(e.created_at) AS min_time, MAX(e.created_at) AS max_time ${pageViewsOf(question)} GROUP BY 1, 2) AS t`;

const series = (question: PeerQuestion): string[] =>
  ['COUNT(*)', 'COUNT(DISTINCT e.session_id)'].map(
    (counted) =>
      `SELECT to_char(date_trunc('day', e.created_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS x, ${counted} AS y ${pageViewsOf(question)} GROUP BY 1 ORDER BY 1`,
  );

const top = (question: PeerQuestion, column: string, join = ''): string =>
  `SELECT ${column} AS x, COUNT(DISTINCT e.session_id) AS y ${pageViewsOf(question, column, join)} GROUP BY 1 ORDER BY 2 DESC LIMIT ${TOP}`;

const entryPages = (question: PeerQuestion): string =>
  top(
    question,
    'x.url_path',
    `JOIN (SELECT DISTINCT ON (e.visit_id) e.visit_id, e.url_path ${pageViewsOf(question)} ORDER BY e.visit_id, e.created_at) x ON x.visit_id = e.visit_id`,
  );

/** The peer's statements for what a dashboard shows. */
export function peerDashboard(period: PeerPeriod): readonly string[] {
  const before = { start: 2 * period.start - period.end, end: period.start };
  const columns = ['e.url_path', 'e.referrer_domain', 's.country', 's.device', 's.browser'];
  return [
    ...[stats(period), stats(before), ...series(period), entryPages(period)],
    ...columns.map((column) => top(period, column)),
  ];
}

/** The peer's statements for a filtered question. */
export function peerQuestion(period: PeerPeriod, kind: Kind, condition: string): readonly string[] {
  const question = { ...period, condition };
  if (kind === 'aggregate') return [stats(question)];
  return kind === 'series' ? series(question) : [top(question, 'e.url_path')];
}
