import { AnalyticsArrivalEntity } from '../../entities/analytics-arrival.entity.js';
import { AnalyticsClientEntity } from '../../entities/analytics-client.entity.js';
import { AnalyticsEventEntity } from '../../entities/analytics-event.entity.js';
import { AnalyticsRevenueEntity } from '../../entities/analytics-revenue.entity.js';
import { AnalyticsSaleEntity } from '../../entities/analytics-sale.entity.js';
import { AnalyticsSumEntity } from '../../entities/analytics-sum.entity.js';
import { AnalyticsVisitEntity } from '../../entities/analytics-visit.entity.js';
import { DELTA_NUMBERS } from '../../fold/delta.js';
import { SUM_DIMENSION } from '../../fold/sum-dimension.js';
import { ARRIVAL_COLUMNS, CLIENT_COLUMNS } from '../coding/event-coder.js';
import { type TableScan } from './table-scan.js';

/** A table whose rows refer to texts, and maybe to combinations of them. */
export interface Referring extends TableScan {
  /** Columns that are numbers of texts. */
  readonly terms: readonly string[];
  readonly clients: readonly string[];
  readonly arrivals: readonly string[];
}

const EVENT_KEY = ['site', 'id_high', 'id_low'];
/** Of the key of sums; `value` is a text's number in most dimensions. */
export const SUM_KEY = ['site', 'dimension', 'day', 'value'];

const referring = (
  { entity, key, is }: Pick<TableScan, 'entity' | 'key' | 'is'>,
  terms: readonly string[],
  clients: readonly string[] = [],
  arrivals: readonly string[] = [],
): Referring => ({
  entity,
  key,
  columns: [...terms, ...clients, ...arrivals],
  ...(is && { is }),
  terms,
  clients,
  arrivals,
});

/** Tables that refer to combinations. */
export const OF_COMBINATIONS: readonly Referring[] = [
  referring(
    { entity: AnalyticsEventEntity, key: EVENT_KEY },
    ['site', 'page', 'route', 'host', 'title', 'name'],
    ['client'],
    ['arrival'],
  ),
  referring({ entity: AnalyticsVisitEntity, key: ['id'] }, ['site', 'entry', 'exit'], [], ['arrival']),
];

const zero = DELTA_NUMBERS.filter((name) => name !== 'events')
  .map((name) => `{${name}} = 0`)
  .join(' AND ');

/** Sums, and which of them are nothing any more; how often a day changed of which nothing is left is nothing either. */
export const SUMS = referring(
  {
    entity: AnalyticsSumEntity,
    key: SUM_KEY,
    is: `${zero} AND ({events} = 0 OR {dimension} = ${SUM_DIMENSION.stored}) AND {lasting} = ''`,
  },
  ['site', 'value'],
);

/** Sums of money, and which of them are nothing any more. */
export const REVENUE = referring(
  { entity: AnalyticsRevenueEntity, key: [...SUM_KEY, 'currency'], is: '{amount} = 0' },
  ['site', 'value', 'currency'],
);

/** Tables that refer to texts alone. */
export const OF_TERMS: readonly Referring[] = [
  referring({ entity: AnalyticsClientEntity, key: ['id'] }, CLIENT_COLUMNS),
  referring({ entity: AnalyticsArrivalEntity, key: ['id'] }, ARRIVAL_COLUMNS),
  SUMS,
  REVENUE,
  referring({ entity: AnalyticsSaleEntity, key: EVENT_KEY }, ['site', 'currency']),
];

const PLAIN: ReadonlySet<number> = new Set([
  SUM_DIMENSION.total,
  SUM_DIMENSION.quarter,
  SUM_DIMENSION.lastQuarter,
  SUM_DIMENSION.stored,
]);

/** Whether what a row holds in a column is no text, but a plain number. */
export const isPlain = (column: string, dimension: number | undefined): boolean =>
  column === 'value' && dimension !== undefined && PLAIN.has(dimension);
