import { dialectOf, migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

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

/** What tells a sum; of those that have a magnitude it stands where the database would leave a gap. */
const sumKey = (magnitude = ''): string =>
  `{site} integer NOT NULL, {dimension} smallint NOT NULL, ${magnitude}{day} integer NOT NULL, {value} integer NOT NULL`;

/** The tables beside that of events. */
const SUM_TABLES: readonly NewTable[] = [
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
    columns:
      alike(`${sumKey('{magnitude} smallint NOT NULL, ')}, {pageviews} integer NOT NULL, {events} integer NOT NULL, {misses} integer NOT NULL,
      {visits} integer NOT NULL, {bounces} integer NOT NULL, {visitors} integer NOT NULL, {duration} bigint NOT NULL,
      {lasting} text NOT NULL, CONSTRAINT "privacy_analytics_sum_pk" PRIMARY KEY ({site}, {dimension}, {day}, {value})`),
    indices: [
      'CREATE INDEX "privacy_analytics_sum_large" ON {} ({site}, {dimension}, {magnitude}, {day}) WHERE {magnitude} > 0',
    ],
  },
  {
    entity: 'AnalyticsRevenueEntity',
    table: 'privacy_analytics_revenue',
    columns: alike(`${sumKey()}, {currency} integer NOT NULL, {amount} bigint NOT NULL,
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
const EVENTS_TABLE = `{id_low} bigint NOT NULL, {at} bigint NOT NULL, {visitor} bigint, {visit} bigint NOT NULL DEFAULT (0),
  {id_high} integer NOT NULL, {site} integer NOT NULL, {page} integer NOT NULL, {route} integer NOT NULL, {host} integer NOT NULL,
  {arrival} integer NOT NULL, {client} integer NOT NULL, {title} integer NOT NULL, {name} integer NOT NULL,
  {flags} smallint NOT NULL, {properties} text NOT NULL,
  CONSTRAINT "privacy_analytics_event_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`;

/** Columns of the events of before. */
const EARLIER_TABLE = `{id_low} bigint NOT NULL, {at} bigint NOT NULL, {visitor} bigint, {id_high} integer NOT NULL,
  {site} integer NOT NULL, {page} integer NOT NULL, {route} integer NOT NULL, {host} integer NOT NULL, {referrer} integer NOT NULL,
  {client} integer NOT NULL, {title} integer NOT NULL, {name} integer NOT NULL, {flags} smallint NOT NULL,
  {properties} text NOT NULL, CONSTRAINT "privacy_analytics_event_earlier_pk" PRIMARY KEY ({site}, {id_high}, {id_low})`;

/** Flags of a page that was not there, which the table of before cannot keep, and of those that it knows. */
const MISS = 16;
const KNOWN = 7;

const KEPT = ['id_low', 'at', 'visitor', 'id_high', 'site', 'page', 'route', 'host', 'title', 'name', 'properties'];
const CLASSES = ['device', 'browser', 'os', 'language'] as const;

/** The statements that put events back into the table of before, as much of them as it keeps. */
function earlierEvents(runner: QueryRunner, events: SqlTable, earlier: string): readonly string[] {
  const terms = migratedTable(runner, 'AnalyticsTermEntity', 'privacy_analytics_term');
  const clients = migratedTable(runner, 'AnalyticsClientEntity', 'privacy_analytics_client');
  const arrivals = migratedTable(runner, 'AnalyticsArrivalEntity', 'privacy_analytics_arrival');
  const [id, text] = [terms.column('id'), terms.column('text')];
  const joined = CLASSES.map((name) => `JOIN ${terms.path} ${name} ON ${name}.${id} = c.${clients.column(name)}`).join(
    ' ',
  );
  const client = CLASSES.map((name) => `${name}.${text}`).join(` || '|' || `);
  const columns = [...KEPT, 'referrer', 'client', 'flags'].map((name) => events.column(name)).join(', ');
  const kept = KEPT.map((name) => `e.${events.column(name)}`).join(', ');
  return [
    `INSERT INTO ${terms.path} (${text}) SELECT DISTINCT ${client} FROM ${clients.path} c ${joined} WHERE true ON CONFLICT DO NOTHING`,
    `INSERT INTO ${earlier} (${columns})
     SELECT ${kept}, a.${arrivals.column('referrer')}, t.${id}, e.${events.column('flags')} & ${KNOWN}
     FROM ${events.path} e
     JOIN ${arrivals.path} a ON a.${arrivals.column('id')} = e.${events.column('arrival')}
     JOIN ${clients.path} c ON c.${clients.column('id')} = e.${events.column('client')} ${joined}
     JOIN ${terms.path} t ON t.${text} = ${client}
     WHERE e.${events.column('flags')} & ${MISS} = 0 ON CONFLICT DO NOTHING`,
  ];
}

const EVENTS = ['AnalyticsEventEntity', 'privacy_analytics_event'] as const;

/**
 * Visits, and sums that are made as events are stored; events say more of where they came from and who sent them. What was stored before is kept beside them in a table of its own, from which
 * those who store events move it over, little by little, so that it comes into visits and sums as well. On PostgreSQL the events of each month have a partition of their own.
 */
export class VisitsAndSums1764800000100 implements MigrationInterface {
  readonly name = 'VisitsAndSums1764800000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    const events = migratedTable(queryRunner, ...EVENTS);
    const isPostgres = dialectOf(queryRunner) === 'postgres';
    const earlier = `${events.name}_earlier`;
    await queryRunner.query(events.sql(`ALTER TABLE {} RENAME TO "${earlier}"`));
    await queryRunner.query(`DROP INDEX ${events.beside('privacy_analytics_event_site_at')}`);
    if (isPostgres)
      await queryRunner.query(
        `ALTER TABLE ${events.beside(earlier)} RENAME CONSTRAINT "privacy_analytics_event_pk" TO "privacy_analytics_event_earlier_pk"`,
      );
    await queryRunner.query(
      events.sql(`CREATE TABLE {} (${EVENTS_TABLE})${isPostgres ? ' PARTITION BY RANGE ({id_high})' : ''}`),
    );
    if (isPostgres)
      await queryRunner.query(
        events.sql(`CREATE TABLE ${events.beside(`${events.name}_default`)} PARTITION OF {} DEFAULT`),
      );
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
    for (const { entity, table, columns, indices } of SUM_TABLES) {
      const made = migratedTable(queryRunner, entity, table);
      await queryRunner.query(
        made.sql(
          `CREATE TABLE {} (${columns[isPostgres ? 'postgres' : 'sqlite']})${isPostgres ? withRoom(table) : ''}`,
        ),
      );
      for (const index of indices) await queryRunner.query(made.sql(index));
    }
    const kept = (await queryRunner.query(`SELECT 1 FROM ${events.beside(earlier)} LIMIT 1`)) as unknown[];
    if (kept.length === 0) await queryRunner.query(`DROP TABLE ${events.beside(earlier)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const events = migratedTable(queryRunner, ...EVENTS);
    const earlier = new EarlierName(events);
    if (!(await queryRunner.hasTable(earlier.path)))
      await queryRunner.query(events.sql(`CREATE TABLE ${earlier.quoted} (${EARLIER_TABLE})`));
    for (const statement of earlierEvents(queryRunner, events, earlier.quoted)) await queryRunner.query(statement);
    await queryRunner.query(events.sql('DROP TABLE {}'));
    for (const { entity, table } of [...SUM_TABLES].reverse())
      await queryRunner.query(migratedTable(queryRunner, entity, table).sql('DROP TABLE {}'));
    await queryRunner.query(`ALTER TABLE ${earlier.quoted} RENAME TO "${events.name}"`);
    if (dialectOf(queryRunner) === 'postgres')
      await queryRunner.query(
        events.sql(
          'ALTER TABLE {} RENAME CONSTRAINT "privacy_analytics_event_earlier_pk" TO "privacy_analytics_event_pk"',
        ),
      );
    await queryRunner.query(events.sql('CREATE INDEX "privacy_analytics_event_site_at" ON {} ({site}, {at})'));
  }
}

/** What is changed again and again finds room for its new version on the same page. */
const withRoom = (table: string): string => (/_(sum|visitor_day|visit)$/.test(table) ? ' WITH (fillfactor = 70)' : '');

/** The table of the events of before: as a statement has it, and as TypeORM asks for it. */
class EarlierName {
  readonly quoted: string;
  readonly path: string;

  constructor(events: SqlTable) {
    this.quoted = events.beside(`${events.name}_earlier`);
    this.path = this.quoted.replaceAll('"', '');
  }
}
