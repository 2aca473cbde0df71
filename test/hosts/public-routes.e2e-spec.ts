import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsModule } from '@nest-privacy/analytics';
import { ConsentModule } from '@nest-privacy/consent';
import { CoreModule, ProblemFilter } from '@nest-privacy/core';
import { type AdapterName, startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { sqliteOptions } from '@nest-privacy/core/typeorm';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule } from '@nest-privacy/metrics';
import { RightsModule } from '@nest-privacy/rights';
import { TrackingItemsModule } from '@nest-privacy/tracking-items';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

const Public = (): ClassDecorator & MethodDecorator => SetMetadata('host:public', true);

/** What an application has that asks everybody to log in, but for what it says is public. */
@Injectable()
class LoginGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean>('host:public', [context.getHandler(), context.getClass()]) === true
    );
  }
}

const start = (adapter: AdapterName, decorators: readonly ClassDecorator[]): Promise<TestApp> =>
  startTestApp({
    adapter,
    providers: [
      { provide: APP_GUARD, useClass: LoginGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
    imports: [
      CoreModule.forRoot(),
      TypeOrmModule.forRoot({ ...sqliteOptions(':memory:'), autoLoadEntities: true, synchronize: true }),
      DntModule.forRoot({ isGlobal: true, config: '/privacy' }),
      TrackingItemsModule.forRoot({ decorators }),
      ConsentModule.forRoot({ secrets: SECRETS, decorators }),
      AnalyticsModule.forRoot({ secrets: SECRETS, decorators }),
      RightsModule.forRoot({ secrets: SECRETS, decorators }),
      MetricsModule.forRoot({ decorators }),
    ],
  });

const ROUTES: readonly [method: string, path: string, status: number][] = [
  ['GET', '/consent', 200],
  ['GET', '/consent/records', 200],
  ['GET', '/tracking-items', 200],
  ['POST', '/analytics/events', 202],
  ['GET', '/metrics', 200],
  ['GET', '/privacy/requests', 200],
  // The suite's own guard still asks who an administrator is.
  ['GET', '/admin/consent/records', 401],
  ['GET', '/admin/tracking-items', 401],
  ['GET', '/admin/audit', 401],
  ['GET', '/admin/privacy/requests', 401],
  ['GET', '/admin/analytics/aggregate?from=2026-01-01&to=2026-01-02', 401],
  // Answered before any guard, as the recommendation wants it.
  ['GET', '/.well-known/dnt/', 200],
];

describe.each(TEST_ADAPTERS)('an application that asks everybody to log in, under %s', (adapter) => {
  const ask = async (server: TestApp): Promise<[string, string, number][]> => {
    try {
      return await Promise.all(
        ROUTES.map(async ([method, path]): Promise<[string, string, number]> => {
          const body = method === 'POST' && { body: '{}', headers: { 'content-type': 'application/json' } };
          return [method, path, (await fetch(server.url + path, { method, ...body })).status];
        }),
      );
    } finally {
      await server.close();
    }
  };

  it('has the routes of the suite public where it decorates them so', async () => {
    expect(await ask(await start(adapter, [Public()]))).toEqual(ROUTES);
  });

  it('has them behind its login otherwise', async () => {
    const statuses = (await ask(await start(adapter, []))).map(([, path, status]) => [path, status]);
    expect(statuses).toEqual(ROUTES.map(([, path]) => [path, path.startsWith('/.well-known') ? 200 : 403]));
  });
});
