import { Inject, Injectable } from '@nestjs/common';
import { dialectOf, perDataSource, snapshot, tableOf } from '@nest-privacy/core/typeorm';
import { type DataSource } from 'typeorm';
import { CONSENT_DATA_SOURCE } from '../consent.data-source.js';
import { ConsentTallyEntity } from '../entities/consent-tally.entity.js';
import { type ReportCounts } from './report-cells.js';
import { type ReportGrouping, type ReportQuestion } from './report-question.js';

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

const VALUE_OF: Readonly<Partial<Record<ReportGrouping, string>>> = { day: '{day}', site: '{site_id}' };

const statementsOf = perDataSource((source) => {
  const tally = tableOf(source, ConsentTallyEntity);
  const mark = (place: number): string => `${dialectOf(source) === 'postgres' ? '$' : '?'}${place}`;
  const within = (sites: number): string => {
    const marks = Array.from({ length: sites }, (_, i) => mark(4 + i)).join(', ');
    return `FROM {} WHERE {property} = ${mark(1)} AND {day} >= ${mark(2)} AND {day} <= ${mark(3)} AND {site_id} IN (${marks})`;
  };
  const largest = (sites: number): string => `SELECT {value} ${within(sites)} GROUP BY {value}
    ORDER BY SUM({decided}) DESC, SUM({shown}) DESC, {value} LIMIT ${MOST_GROUPS}`;
  const valueOf = (groupBy: ReportGrouping, sites: number): string =>
    VALUE_OF[groupBy] ?? `CASE WHEN {value} IN (${largest(sites)}) THEN {value} ELSE '${THE_REST}' END`;
  return {
    sums: (groupBy: ReportGrouping, sites: number): string =>
      tally.sql(`SELECT ${valueOf(groupBy, sites)} AS value, {category} AS category, SUM({shown}) AS shown, SUM({decided}) AS decided,
        SUM({withdrawn}) AS withdrawn, SUM({granted}) AS granted, SUM({denied}) AS denied ${within(sites)} GROUP BY 1, 2`),
    shown: (sites: number): string => tally.sql(`SELECT SUM({shown}) AS shown ${within(sites)} AND {category} = ''`),
  };
});

interface SumRow extends Readonly<Record<'shown' | 'decided' | 'withdrawn' | 'granted' | 'denied', string | number>> {
  readonly value: string;
  readonly category: string;
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
  of({ groupBy, from, to, siteIds }: ReportQuestion): Promise<{ groups: readonly ReportCounts[]; shown: number }> {
    const { sums, shown } = statementsOf(this.source);
    const property = VALUE_OF[groupBy] === undefined ? groupBy : 'all';
    return snapshot(this.source, async (manager) => {
      const rows = await manager.query<SumRow[]>(sums(groupBy, siteIds.length), [property, from, to, ...siteIds]);
      const [all] = await manager.query<{ shown: string | number | null }[]>(shown(siteIds.length), [
        'all',
        from,
        to,
        ...siteIds,
      ]);
      return { groups: groupsOf(rows, KNOWN_WHEN_SHOWN.has(groupBy)), shown: Number(all?.shown ?? 0) };
    });
  }
}

function groupsOf(rows: readonly SumRow[], isShownKnown: boolean): readonly ReportCounts[] {
  const groups = new Map<string, Group>();
  for (const { value, category, ...sums } of rows) {
    const group = groups.get(value) ?? { shown: isShownKnown ? 0 : null, decided: 0, withdrawn: 0, categories: {} };
    groups.set(value, group);
    if (category !== '') group.categories[category] = { granted: Number(sums.granted), denied: Number(sums.denied) };
    else {
      group.decided = Number(sums.decided);
      group.withdrawn = Number(sums.withdrawn);
      if (isShownKnown) group.shown = Number(sums.shown);
    }
  }
  return [...groups].map(([value, group]) => ({ value, ...group }));
}
