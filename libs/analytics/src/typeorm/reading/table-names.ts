import { perDataSource, type SqlTable, tableOf } from '@nest-privacy/core/typeorm';
import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { AnalyticsColumnEntity } from '../../entities/analytics-column.entity.js';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsRevenueEntity } from '../../entities/analytics-revenue.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { AnalyticsTermEntity } from '../../entities/analytics-term.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';

/** Tables by the word that stands for each. */
const TABLES = {
  event: AnalyticsEventEntity,
  visit: AnalyticsVisitEntity,
  client: AnalyticsClientEntity,
  arrival: AnalyticsArrivalEntity,
  sum: AnalyticsSumEntity,
  revenue: AnalyticsRevenueEntity,
  sale: AnalyticsSaleEntity,
  term: AnalyticsTermEntity,
  column: AnalyticsColumnEntity,
} as const;
type TableWord = keyof typeof TABLES;

/** What a column belongs to, by the letter before it: `o` is where a visit came from, `a` where an event did. */
const LETTERS: Readonly<Record<string, TableWord>> = {
  e: 'event',
  v: 'visit',
  c: 'client',
  a: 'arrival',
  o: 'arrival',
  s: 'sum',
  r: 'revenue',
  l: 'sale',
  t: 'term',
  d: 'column',
};

/** Puts names into a statement over several tables, as its DataSource calls them: `{event} e` stands for a table, `e.{id_high}` for a column of it. */
export const tableNames = perDataSource((source) => {
  const tables = new Map<string, SqlTable>(
    Object.entries(TABLES).map(([word, entity]) => [word, tableOf(source, entity)]),
  );
  return (text: string): string =>
    text
      .replaceAll(/\b([a-z])\.\{(\w+)\}/g, (_match, letter: string, column: string) => {
        return `${letter}.${tables.get(LETTERS[letter]!)!.column(column)}`;
      })
      .replaceAll(/\{(\w+)\}/g, (_match, word: string) => tables.get(word)!.path);
});
