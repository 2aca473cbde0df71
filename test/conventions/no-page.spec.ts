import { type DynamicModule, type Type } from '@nestjs/common';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { ConsentModule } from '@nest-privacy/consent';
import { isNoPage } from '@nest-privacy/core/kit';
import { MetricsModule } from '@nest-privacy/metrics';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';
import { AdminModule } from '../../apps/sample-api/src/admin/admin.module.js';
import { HealthController } from '../../apps/sample-api/src/health/health.controller.js';

const SECRETS = ['a-secret-for-the-tests-only-0123456789'];

const controllersOf = ({ module, controllers = [] }: DynamicModule): Type[] => [
  ...controllers,
  ...((Reflect.getMetadata('controllers', module) as Type[] | undefined) ?? []),
];

const controllers = [
  { module: AdminModule },
  AnalyticsModule.forRoot({ secrets: SECRETS }),
  ConsentModule.forRoot({ secrets: SECRETS }),
  MetricsModule.forRoot({}),
  RightsModule.forRoot({ secrets: SECRETS }),
  TrackingItemsModule.forRoot({}),
].flatMap(controllersOf);

describe('what the suite answers', () => {
  it('has controllers in every package that serves routes', () => {
    expect(controllers.length).toBeGreaterThanOrEqual(12);
  });

  it.each([...controllers, HealthController].map((controller) => [controller.name, controller]))(
    'is no page of the site: %s',
    (_name, controller) => {
      expect(isNoPage(controller)).toBe(true);
    },
  );
});
