/** Columns of a table, as both databases write them where they differ. */
interface Columns {
  readonly postgres: string;
  readonly sqlite: string;
}

/** A table of the migration. */
interface NewTable {
  readonly entity: string;
  readonly table: string;
  readonly columns: Columns;
  readonly indices: readonly string[];
}

const alike = (columns: string): Columns => ({ postgres: columns, sqlite: columns });

/** A table of combinations of texts, whose rows have numbers. */
const combinations = (table: string, members: readonly string[]): NewTable => {
  const rest = [...members.map((member) => `{${member}} integer NOT NULL`), '{needed} integer NOT NULL'].join(', ');
  return {
    entity: table === 'client' ? 'AnalyticsClientEntity' : 'AnalyticsArrivalEntity',
    table: `privacy_analytics_${table}`,
    columns: {
      postgres: `{id} SERIAL NOT NULL, ${rest}, CONSTRAINT "privacy_analytics_${table}_pk" PRIMARY KEY ({id})`,
      sqlite: `{id} integer PRIMARY KEY AUTOINCREMENT NOT NULL, ${rest}`,
    },
    indices: [
      `CREATE UNIQUE INDEX "privacy_analytics_${table}_all" ON {} (${members.map((member) => `{${member}}`).join(', ')})`,
    ],
  };
};

const SUM_KEY =
  '{site} integer NOT NULL, {dimension} smallint NOT NULL, {day} integer NOT NULL, {value} integer NOT NULL';

/** The tables beside that of events. */
export const SUM_TABLES: readonly NewTable[] = [
  combinations('client', [
    'device',
    'browser',
    'browser_version',
    'os',
    'os_version',
    'language',
    'screen',
    'country',
    'region',
  ]),
  combinations('arrival', [
    'referrer',
    'keyword',
    'channel',
    'source',
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'utm_term',
    'utm_content',
    'click',
  ]),
  {
    entity: 'AnalyticsVisitEntity',
    table: 'privacy_analytics_visit',
    columns: alike(`{id} bigint NOT NULL, {begun} bigint NOT NULL, {ended} bigint NOT NULL, {site} integer NOT NULL,
      {entry} integer NOT NULL, {exit} integer NOT NULL, {arrival} integer NOT NULL, {bounced} smallint NOT NULL,
      {counts} smallint NOT NULL, {parts} text NOT NULL, CONSTRAINT "privacy_analytics_visit_pk" PRIMARY KEY ({id})`),
    indices: ['CREATE INDEX "privacy_analytics_visit_site_begun" ON {} ({site}, {begun})'],
  },
  {
    entity: 'AnalyticsVisitorDayEntity',
    table: 'privacy_analytics_visitor_day',
    columns: alike(`{day} integer NOT NULL, {site} integer NOT NULL, {visitor} bigint NOT NULL,
      {touched} integer NOT NULL, {persistent} smallint NOT NULL, {state} text NOT NULL,
      CONSTRAINT "privacy_analytics_visitor_day_pk" PRIMARY KEY ({day}, {site}, {visitor})`),
    indices: [],
  },
  {
    entity: 'AnalyticsSumEntity',
    table: 'privacy_analytics_sum',
    columns: alike(`${SUM_KEY}, {pageviews} integer NOT NULL, {events} integer NOT NULL, {misses} integer NOT NULL,
      {visits} integer NOT NULL, {bounces} integer NOT NULL, {visitors} integer NOT NULL, {duration} bigint NOT NULL,
      {lasting} text NOT NULL, CONSTRAINT "privacy_analytics_sum_pk" PRIMARY KEY ({site}, {dimension}, {day}, {value})`),
    indices: [],
  },
  {
    entity: 'AnalyticsRevenueEntity',
    table: 'privacy_analytics_revenue',
    columns: alike(`${SUM_KEY}, {currency} integer NOT NULL, {amount} bigint NOT NULL,
      CONSTRAINT "privacy_analytics_revenue_pk" PRIMARY KEY ({site}, {dimension}, {day}, {value}, {currency})`),
    indices: [],
  },
  {
    entity: 'AnalyticsSaleEntity',
    table: 'privacy_analytics_sale',
    columns: alike(`{site} integer NOT NULL, {id_high} integer NOT NULL, {id_low} bigint NOT NULL, {at} bigint NOT NULL,
      {currency} integer NOT NULL, {amount} bigint NOT NULL,
      CONSTRAINT "privacy_analytics_sale_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`),
    indices: ['CREATE INDEX "privacy_analytics_sale_site_at" ON {} ({site}, {at})'],
  },
  {
    entity: 'AnalyticsCounterEntity',
    table: 'privacy_analytics_counter',
    columns: alike(`{name} varchar(40) NOT NULL, {last} bigint NOT NULL,
      CONSTRAINT "privacy_analytics_counter_pk" PRIMARY KEY ({name})`),
    indices: [],
  },
];

/** Columns of the events. */
export const EVENTS_TABLE = `{id_low} bigint NOT NULL, {at} bigint NOT NULL, {visitor} bigint, {visit} bigint NOT NULL DEFAULT (0),
  {id_high} integer NOT NULL, {site} integer NOT NULL, {page} integer NOT NULL, {route} integer NOT NULL, {host} integer NOT NULL,
  {arrival} integer NOT NULL, {client} integer NOT NULL, {title} integer NOT NULL, {name} integer NOT NULL,
  {flags} smallint NOT NULL, {properties} text NOT NULL,
  CONSTRAINT "privacy_analytics_event_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`;

/** Columns of the events of before. */
export const EARLIER_TABLE = `{id_low} bigint NOT NULL, {at} bigint NOT NULL, {visitor} bigint, {id_high} integer NOT NULL,
  {site} integer NOT NULL, {page} integer NOT NULL, {route} integer NOT NULL, {host} integer NOT NULL, {referrer} integer NOT NULL,
  {client} integer NOT NULL, {title} integer NOT NULL, {name} integer NOT NULL, {flags} smallint NOT NULL,
  {properties} text NOT NULL, CONSTRAINT "privacy_analytics_event_earlier_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`;
