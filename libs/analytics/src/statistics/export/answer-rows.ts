import { type Aggregate, type Breakdown, type TimeSeries } from '../answers.js';
import { type Metric, type Metrics } from '../metric.js';
import { type Cell } from './csv-line.js';

/** An answer that is a table: a row for each bucket, or value, or one. */
export type TableAnswer = Aggregate | TimeSeries | Breakdown;
/** Cells by the name of their column. */
export type Row = Readonly<Record<string, Cell>>;

const BESIDE = 'comparison_';
const beside = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([name, cell]) => [BESIDE + name, cell]));
const flat = (metrics: Metrics | undefined): Row => ({ ...metrics });

/** The columns of an answer, in their order; those of what it is set beside begin with `comparison_`. */
export function columnsOf(answer: TableAnswer): readonly string[] {
  const metrics = Object.keys(answer.meta.definitions) as Metric[];
  const own = 'series' in answer ? ['time'] : 'items' in answer ? ['value'] : ['from', 'to'];
  const others = 'items' in answer ? metrics : [...own, ...metrics];
  return [...own, ...metrics, ...(answer.comparison ? others.map((name) => BESIDE + name) : [])];
}

/** The rows of an answer. */
export function rowsOf(answer: TableAnswer): readonly Row[] {
  if ('items' in answer)
    return answer.items.map(({ value, metrics, comparison }) => ({
      value,
      ...flat(metrics),
      ...beside(flat(comparison)),
    }));
  if ('series' in answer) return rowsOfSeries(answer);
  const { from, to, metrics, comparison: other } = answer;
  const row = { from, to, ...flat(metrics) };
  return [other ? { ...row, ...beside({ from: other.from, to: other.to, ...flat(other.metrics) }) } : row];
}

function rowsOfSeries({ series, comparison }: TimeSeries): readonly Row[] {
  const others = comparison?.series ?? [];
  return Array.from({ length: Math.max(series.length, others.length) }, (_, i) => {
    const [own, other] = [series[i], others[i]];
    return {
      ...(own && { time: own.time, ...flat(own.metrics) }),
      ...(other && beside({ time: other.time, ...flat(other.metrics) })),
    };
  });
}
