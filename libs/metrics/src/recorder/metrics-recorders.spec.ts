import { CoreModule, MetricsRecorder } from '@nest-privacy/core';
import { METRICS_CONTRACT, type RecordedMetrics, startTestApp, type TestApp } from '@nest-privacy/core/testing';
import { MetricsModule } from '../metrics.module.js';
import { MetricsService } from '../metrics.service.js';
import { parseSamples, RememberingMetrics } from '../testing/index.js';

type Labels = Readonly<Record<string, string>>;

const covers = (labels: Labels, wanted: Labels): boolean =>
  Object.entries(wanted).every(([name, value]) => labels[name] === value);

describe('what features tell of themselves, for Prometheus', () => {
  let app: TestApp;

  const recorded = (): RecordedMetrics => ({
    recorder: app.app.get(MetricsRecorder),
    async value(name, labels = {}) {
      const text = await app.app.get(MetricsService).scrape();
      const found = [...parseSamples(text, name), ...parseSamples(text, `${name}_count`)];
      return found.find((sample) => covers(sample.labels, labels))?.value ?? 0;
    },
  });

  beforeAll(async () => {
    app = await startTestApp({ adapter: 'fastify', imports: [CoreModule.forRoot(), MetricsModule.forRoot()] });
    app.app.useLogger(false);
  });
  afterAll(() => app.close());

  it.each(METRICS_CONTRACT)('$promise', ({ prove }) => prove(recorded()));
});

describe('what features tell of themselves, remembered for a test', () => {
  const remembered = (recorder: RememberingMetrics): RecordedMetrics => ({
    recorder,
    value(name, labels = {}) {
      const read = recorder.gauges.get(name as never);
      if (read) return read();
      const observed = recorder.observations.filter((observation) => observation.name === name).length;
      return observed + recorder.total(name as never, labels as never);
    },
  });

  it.each(METRICS_CONTRACT)('$promise', ({ prove }) => prove(remembered(new RememberingMetrics())));
});
