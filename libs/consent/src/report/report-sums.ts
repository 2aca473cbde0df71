import { Inject, Injectable } from '@nestjs/common';
import { dialectOf, perDataSource, snapshot, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource, type EntityManager } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentServedDayEntity } from '../entities/consent-served-day.entity.js';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { type ReportCounts } from './report-cells.js';
import { type ReportGrouping, type ReportQuestion } from './report-question.js';

/** The column of the notices that were shown, of the groupings that it knows. */
const SHOWN_BY: Readonly<Partial<Record<ReportGrouping, string>>> = {
  day: '{day}',
  site: '{site_id}',
  language: '{language}',
  noticeVersion: '{notice_version}',
  country: '{country}',
  surface: '{surface}',
  variant: '{variant}',
};

const VALUE_OF: Readonly<Partial<Record<ReportGrouping, string>>> = { day: '{day}', site: '{site_id}' };

const statementsOf = perDataSource((source) => {
  const mark = (place: number): string => (dialectOf(source) === 'postgres' ? `$${place}` : '?');
  const sitesFrom = (place: number, count: number): string =>
    Array.from({ length: count }, (_, i) => mark(place + i)).join(', ');
  const [tally, served] = [tableOf(source, ConsentTallyEntity), tableOf(source, ConsentServedDayEntity)];
  return {
    tallies: (groupBy: ReportGrouping, sites: number): string =>
      tally.sql(`SELECT ${VALUE_OF[groupBy] ?? '{value}'} AS value, {category} AS category, SUM({decided}) AS decided,
          SUM({withdrawn}) AS withdrawn, SUM({granted}) AS granted, SUM({denied}) AS denied FROM {}
        WHERE {property} = ${mark(1)} AND {day} >= ${mark(2)} AND {day} <= ${mark(3)} AND {site_id} IN (${sitesFrom(4, sites)})
        GROUP BY 1, 2`),
    shown: (groupBy: ReportGrouping, sites: number): string =>
      served.sql(`SELECT ${SHOWN_BY[groupBy] ?? `''`} AS value, SUM({shown}) AS shown FROM {}
        WHERE {day} >= ${mark(1)} AND {day} <= ${mark(2)} AND {site_id} IN (${sitesFrom(3, sites)}) GROUP BY 1`),
  };
});

type Sum = string | number;

interface TallyRow {
  readonly value: string;
  readonly category: string;
  readonly decided: Sum;
  readonly withdrawn: Sum;
  readonly granted: Sum;
  readonly denied: Sum;
}

interface Group {
  shown: number | null;
  decided: number;
  withdrawn: number;
  readonly categories: Record<string, { granted: number; denied: number }>;
}

/** Adds up what was counted by day. */
@Injectable()
export class ReportSums {
  constructor(@Inject(CONSENT_DATA_SOURCE) private readonly source: DataSource) {}

  /**
   * @returns the groups, and how often the notice was shown in all
   * @throws DatabaseUnavailableException when it cannot be read
   */
  async of(question: ReportQuestion): Promise<{ groups: readonly ReportCounts[]; shown: number }> {
    return snapshot(this.source, async (manager) => {
      const shown = await this.shown(question, manager);
      const isShownKnown = SHOWN_BY[question.groupBy] !== undefined;
      const groups = new Map<string, Group>();
      const groupOf = (value: string): Group => {
        const group = groups.get(value) ?? {
          shown: isShownKnown ? (shown.get(value) ?? 0) : null,
          decided: 0,
          withdrawn: 0,
          categories: {},
        };
        groups.set(value, group);
        return group;
      };
      if (isShownKnown) for (const value of shown.keys()) groupOf(value);
      for (const row of await this.tallies(question, manager)) addTo(groupOf(row.value), row);
      return {
        groups: [...groups].map(([value, group]) => ({ value, ...group })),
        shown: [...shown.values()].reduce((all, one) => all + one, 0),
      };
    });
  }

  private tallies({ groupBy, from, to, siteIds }: ReportQuestion, manager: EntityManager): Promise<TallyRow[]> {
    const property = VALUE_OF[groupBy] === undefined ? groupBy : 'all';
    const sql = statementsOf(this.source).tallies(groupBy, siteIds.length);
    return manager.query<TallyRow[]>(sql, [property, from, to, ...siteIds]);
  }

  private async shown(
    { groupBy, from, to, siteIds }: ReportQuestion,
    manager: EntityManager,
  ): Promise<ReadonlyMap<string, number>> {
    const sql = statementsOf(this.source).shown(groupBy, siteIds.length);
    const rows = await manager.query<{ value: string | number; shown: Sum }[]>(sql, [from, to, ...siteIds]);
    return new Map(rows.map(({ value, shown }) => [String(value), Number(shown)]));
  }
}

function addTo(group: Group, row: TallyRow): void {
  if (row.category === '') {
    group.decided += Number(row.decided);
    group.withdrawn += Number(row.withdrawn);
    return;
  }
  group.categories[row.category] = { granted: Number(row.granted), denied: Number(row.denied) };
}
