import { newId } from '../ids.js';
import { type MetricDefinitions } from '../ports/metric-definitions.js';
import { type MetricsRecorder } from '../ports/metrics-recorder.js';
import { demand, type PortContract } from './port-contract.js';

/** A recorder, and a look at what it was told. */
export interface RecordedMetrics {
  readonly recorder: MetricsRecorder;
  /** What a counter has come to under these labels, what a gauge shows now, or how many observations a histogram has; 0 for nothing. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | Promise<number>;
}

/** One promise of {@link MetricsRecorder}. */
export type MetricsContract = PortContract<RecordedMetrics>;

const COUNTER = 'contract_things_total';
const HISTOGRAM = 'contract_things_size';
const GAUGE = 'contract_things_waiting';
const OTHER_GAUGE = 'contract_things_buffered';

const METRICS: MetricDefinitions = {
  counters: { [COUNTER]: { help: 'Things.', labels: ['kind', 'run'] } },
  histograms: { [HISTOGRAM]: { help: 'Size of things.', labels: [], buckets: [1, 10] } },
  gauges: {
    [GAUGE]: { help: 'Things that wait.', aggregator: 'sum' },
    [OTHER_GAUGE]: { help: 'Things in memory.', aggregator: 'sum' },
  },
};

/** The port as one sees it who has declared no names. */
interface AnyRecorder {
  define(metrics: MetricDefinitions): void;
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void;
  observe(name: string, value: number, labels: Readonly<Record<string, string>>): void;
  gauge(name: string, read: () => number | Promise<number>): void;
}

function defined({ recorder }: RecordedMetrics): AnyRecorder {
  recorder.define(METRICS);
  return recorder;
}

/** A label that no other proof uses. */
const labelsOf = (kind: string, run = newId()): { kind: string; run: string } => ({ kind, run });

/** What every implementation of {@link MetricsRecorder} keeps. The proofs may share one. */
export const METRICS_CONTRACT: readonly MetricsContract[] = [
  {
    promise: 'adds up by labels what it is told, one by default',
    async prove(metrics) {
      const recorder = defined(metrics);
      const red = labelsOf('red');
      const blue = labelsOf('blue', red.run);
      recorder.count(COUNTER, red);
      recorder.count(COUNTER, red, 4);
      recorder.count(COUNTER, blue, 2);
      demand((await metrics.value(COUNTER, red)) === 5, 'one and four were not five');
      demand((await metrics.value(COUNTER, blue)) === 2, 'labels were mixed up');
    },
  },
  {
    promise: 'counts the observations of a histogram',
    async prove(metrics) {
      const recorder = defined(metrics);
      const before = await metrics.value(HISTOGRAM);
      for (const size of [0, 5, 50]) recorder.observe(HISTOGRAM, size, {});
      demand((await metrics.value(HISTOGRAM)) === before + 3, 'three observations were not three more');
    },
  },
  {
    promise: 'reads a gauge when it is looked at, in the way that was told last',
    async prove(metrics) {
      const recorder = defined(metrics);
      let waiting = 1;
      recorder.gauge(GAUGE, () => -1);
      recorder.gauge(GAUGE, () => Promise.resolve(waiting));
      demand((await metrics.value(GAUGE)) === 1, 'it was read in another way');
      waiting = 7;
      demand((await metrics.value(GAUGE)) === 7, 'it was read before it was looked at');
    },
  },
  {
    promise: 'passes over what is no amount, so that no counter ever goes down',
    async prove(metrics) {
      const recorder = defined(metrics);
      const labels = labelsOf('odd');
      const before = await metrics.value(HISTOGRAM);
      recorder.count(COUNTER, labels, 3);
      for (const by of [NaN, Infinity, -1]) recorder.count(COUNTER, labels, by);
      for (const size of [NaN, Infinity]) recorder.observe(HISTOGRAM, size, {});
      demand((await metrics.value(COUNTER, labels)) === 3, 'the counter took it');
      demand((await metrics.value(HISTOGRAM)) === before, 'the histogram took it');
    },
  },
  {
    promise: 'throws at nothing: neither names nor labels that nobody defined, nor definitions that come again',
    async prove(metrics) {
      const recorder = defined(metrics);
      const labels = labelsOf('known');
      recorder.count(COUNTER, labels);
      recorder.define(METRICS);
      recorder.count('contract_unknown_total', { any: 'thing' });
      recorder.observe('contract_unknown_size', 1, {});
      recorder.gauge('contract_unknown_waiting', () => 1);
      recorder.count(COUNTER, {});
      recorder.count(COUNTER, labels);
      demand((await metrics.value(COUNTER, labels)) === 2, 'what was known before was forgotten');
    },
  },
  {
    promise: 'shows the other gauges where one cannot be read',
    async prove(metrics) {
      const recorder = defined(metrics);
      recorder.gauge(GAUGE, () => Promise.reject(new Error('away')));
      recorder.gauge(OTHER_GAUGE, () => 3);
      demand((await metrics.value(OTHER_GAUGE)) === 3, 'one gauge took another with it');
      recorder.gauge(GAUGE, () => 0);
    },
  },
];
