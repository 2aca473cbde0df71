import { Inject, Injectable } from '@nestjs/common';
import { dialectOf, perDataSource, snapshot, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { type ReportCounts } from './report-cells.js';
import { type ReportGrouping, type ReportQuestion } from './report-question.js';
import { ROUNDED_SUMS, type RoundedCount, type RoundedSum, roundedSum } from './rounding.js';

/** By what it is known how often the notice was shown. */
const KNOWN_WHEN_SHOWN: ReadonlySet<ReportGrouping> = new Set([
  'day',
  'site',
  'language',
  'noticeVersion',
  'country',
  'surface',
  'variant',
]);

/** Groups that are told apart; what more there are stands together. */
const MOST_GROUPS = 400;
/** The value of the group of those. */
export const THE_REST = '*';

/** Groups that are no property, by their column. */
const COLUMN_OF: Readonly<Partial<Record<ReportGrouping, string>>> = { day: '{day}', site: '{site_id}' };

/** Each sum rounded, and the largest of what it was made of: whether there is anybody. */
const SUMS = ROUNDED_SUMS.flatMap((sum) => [`${roundedSum(sum)} AS ${sum}`, `MAX({${sum}}) AS most_${sum}`]).join(', ');
/** Sums of such sums. */
const SUMMED = ROUNDED_SUMS.flatMap((sum) => [`SUM(${sum}) AS ${sum}`, `MAX(most_${sum}) AS most_${sum}`]).join(', ');

const statementsOf = perDataSource((source) => {
  const tally = tableOf(source, ConsentTallyEntity);
  const mark = (place: number): string => `${dialectOf(source) === 'postgres' ? '$' : '?'}${place}`;
  const within = (sites: number): string => {
    const marks = Array.from({ length: sites }, (_, i) => mark(4 + i)).join(', ');
    return `FROM {} WHERE {property} = ${mark(1)} AND {day} >= ${mark(2)} AND {day} <= ${mark(3)} AND {site_id} IN (${marks})`;
  };
  const grouped = (value: string, sites: number): string =>
    `SELECT ${value} AS value, {category} AS category, ${SUMS} ${within(sites)} GROUP BY 1, 2`;
  const largest = `SELECT value FROM cells WHERE category = '' ORDER BY decided DESC, shown DESC, value LIMIT ${MOST_GROUPS}`;
  return {
    // All are read once, and the largest picked among their sums.
    largest: (sites: number): string =>
      tally.sql(`WITH cells AS (${grouped('{value}', sites)}), largest AS (${largest})
        SELECT CASE WHEN value IN (SELECT value FROM largest) THEN value ELSE '${THE_REST}' END AS value, category, ${SUMMED}
        FROM cells GROUP BY 1, 2`),
    by: (column: string, sites: number): string => tally.sql(grouped(column, sites)),
  };
});

type Sums = Readonly<Record<RoundedSum | `most_${RoundedSum}`, string | number>>;

interface SumRow extends Sums {
  readonly value: string;
  readonly category: string;
}

interface Group extends Omit<ReportCounts, 'value' | 'categories'> {
  readonly categories: Record<string, { granted: RoundedCount; denied: RoundedCount }>;
}

const EMPTY: Omit<Group, 'categories'> = { shown: 0, decided: 0, withdrawn: 0 };

/** Adds up what was counted by day, each sum rounded before it is added. */
@Injectable()
export class ReportSums {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /**
   * @returns the groups, and all together
   * @throws DatabaseUnavailableException when it cannot be read
   */
  of({ groupBy, from, to, siteIds }: ReportQuestion): Promise<{
    readonly groups: readonly ReportCounts[];
    readonly total: ReportCounts;
  }> {
    const { largest, by } = statementsOf(this.source);
    const [sites, within] = [siteIds.length, [from, to, ...siteIds]];
    const column = COLUMN_OF[groupBy];
    return snapshot(this.source, async (manager) => {
      const ask = (sql: string, property: string): Promise<SumRow[]> => manager.query(sql, [property, ...within]);
      const rows = column === undefined ? await ask(largest(sites), groupBy) : await ask(by(column, sites), 'all');
      const [total] = groupsOf(await ask(by('{value}', sites), 'all'), true);
      return {
        groups: groupsOf(rows, KNOWN_WHEN_SHOWN.has(groupBy)),
        total: total ?? { value: '', ...EMPTY, categories: {} },
      };
    });
  }
}

function groupsOf(rows: readonly SumRow[], isShownKnown: boolean): readonly ReportCounts[] {
  const groups = new Map<string, Group>();
  const emptyGroup = { ...EMPTY, shown: isShownKnown ? (0 as const) : null };
  for (const row of rows) {
    const group = groups.get(row.value) ?? { ...emptyGroup, categories: {} };
    const count = (sum: RoundedSum): RoundedCount => {
      const rounded = Number(row[sum]);
      return rounded === 0 && Number(row[`most_${sum}`]) > 0 ? 'few' : rounded;
    };
    if (row.category !== '') group.categories[row.category] = { granted: count('granted'), denied: count('denied') };
    const whole = {
      decided: count('decided'),
      withdrawn: count('withdrawn'),
      ...(isShownKnown && { shown: count('shown') }),
    };
    groups.set(row.value, row.category === '' ? { ...group, ...whole } : group);
  }
  return [...groups].map(([value, group]) => ({ value, ...group }));
}
