import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { ConsentModule } from '@nest-privacy/consent';
import { CoreModule } from '@nest-privacy/core';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { MetricsModule, MetricsRegistry } from '@nest-privacy/metrics';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';
import { type Metric } from 'prom-client';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

/** What prom-client keeps of a metric and does not tell by its types. */
type Described = Metric & { readonly name: string; readonly help: string; readonly labelNames: readonly string[] };

describe('what is measured', () => {
  let application: TestingModule;

  beforeAll(async () => {
    application = await Test.createTestingModule({
      imports: [
        CoreModule.forRoot({}),
        TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, synchronize: true }),
        MetricsModule.forRoot({}),
        ConsentModule.forRoot({ secrets: SECRETS }),
        AnalyticsModule.forRoot({ secrets: SECRETS }),
        TrackingItemsModule.forRoot({}),
      ],
    }).compile();
    await application.init();
  });

  afterAll(() => application.close());

  // Dashboards and alerts are built upon these: a change here belongs into the changeset.
  it('has these names, kinds and labels', () => {
    const registry = application.get(MetricsRegistry, { strict: false });
    const lines = (registry.getMetricsAsArray() as unknown as Described[])
      .map((metric) => `${metric.constructor.name} ${metric.name}{${metric.labelNames.join(',')}} ${metric.help}`)
      .sort();
    expect(lines.join('\n')).toMatchSnapshot();
  });
});
