import { migratedTable, type SqlTable } from '@nest-privacy/core/typeorm';
import { type QueryRunner } from 'typeorm';

/** Flags of a page that was not there, which the table of before cannot keep, and of those that it knows. */
const MISS = 16;
const KNOWN = 7;

const KEPT = ['id_low', 'at', 'visitor', 'id_high', 'site', 'page', 'route', 'host', 'title', 'name', 'properties'];
const CLASSES = ['device', 'browser', 'os', 'language'] as const;

/** The statements that put events back into the table of before, as much of them as it keeps. */
export function earlierEvents(runner: QueryRunner, events: SqlTable, earlier: string): readonly string[] {
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
