import { VersioningType } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS, AnalyticsModule } from '@nest-privacy/analytics';
import { describeAnalytics } from '@nest-privacy/analytics/swagger';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule } from '@nest-privacy/consent';
import { describeConsent } from '@nest-privacy/consent/swagger';
import { CoreModule } from '@nest-privacy/core';
import { startTestApp, type TestApp, TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { DntModule } from '@nest-privacy/dnt';
import { describeDnt } from '@nest-privacy/dnt/swagger';
import { MetricsModule } from '@nest-privacy/metrics';
import { describeMetrics } from '@nest-privacy/metrics/swagger';
import { RIGHTS_ENTITIES, RIGHTS_MIGRATIONS, RightsModule } from '@nest-privacy/rights';
import { describeRights } from '@nest-privacy/rights/swagger';
import { TRACKING_ITEMS_ENTITIES, TRACKING_ITEMS_MIGRATIONS, TrackingItemsModule } from '@nest-privacy/tracking-items';
import { describeTrackingItems } from '@nest-privacy/tracking-items/swagger';

const secrets = ['a-secret-for-the-tests-only-0123456789'];
const [sqlite] = testDatabases();

describe.each(TEST_ADAPTERS)("a host's OpenAPI document on %s", (adapter) => {
  let host: TestApp;
  let drop: () => Promise<void>;
  let document: OpenAPIObject;

  beforeAll(async () => {
    const database = await sqlite!.create();
    ({ drop } = database);
    host = await startTestApp({
      adapter,
      imports: [
        TypeOrmModule.forRoot({
          ...database.options,
          entities: [...CONSENT_ENTITIES, ...ANALYTICS_ENTITIES, ...TRACKING_ITEMS_ENTITIES, ...RIGHTS_ENTITIES],
          migrations: [
            ...CONSENT_MIGRATIONS,
            ...ANALYTICS_MIGRATIONS,
            ...TRACKING_ITEMS_MIGRATIONS,
            ...RIGHTS_MIGRATIONS,
          ],
          migrationsRun: true,
        }),
        CoreModule.forRoot(),
        DntModule.forRoot({ policy: '/privacy', config: '/privacy' }),
        TrackingItemsModule.forRoot(),
        RightsModule.forRoot({ secrets }),
        ConsentModule.forRoot({ secrets }),
        AnalyticsModule.forRoot({ secrets, routes: 'none' }),
        MetricsModule.forRoot({ path: 'internal/metrics' }),
      ],
      configure: (app) => {
        app.setGlobalPrefix('api', { exclude: ['internal/metrics'] });
        app.enableVersioning({ type: VersioningType.URI, defaultVersion: ['1', '2'] });
        const settings = new DocumentBuilder().addBearerAuth({ type: 'http', scheme: 'basic' }, 'admin').build();
        const made = SwaggerModule.createDocument(app, settings);
        made.components!.schemas = { ConsentRecord: { type: 'string', description: 'something of the host' } };
        for (const describe of [
          describeDnt,
          describeTrackingItems,
          describeRights,
          describeConsent,
          describeAnalytics,
          describeMetrics,
        ])
          describe(app, made);
        document = JSON.parse(JSON.stringify(made)) as OpenAPIObject;
      },
    });
  });
  afterAll(async () => {
    await host.close();
    await drop();
  });

  it('describes the routes where the host has them: under its prefix, in each version, and past both', async () => {
    for (const path of ['/api/v1/consent', '/api/v2/consent', '/internal/metrics'])
      expect(document.paths[path]?.get).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
    const { get, patch } = document.paths['/api/v1/admin/tracking-items/{id}']!;
    expect(Object.keys(get!.responses)).toEqual(['200', '400', '401', '403', '404', '500', '503']);
    expect(patch!.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header' }));
    for (const path of ['/api/v2/consent', '/internal/metrics', '/.well-known/dnt/'])
      expect((await fetch(host.url + path)).status).toBe(200);
  });

  it('leaves out what is not mounted', () => {
    // Google's name of a consent state has the word in it.
    expect(JSON.stringify(document)).not.toMatch(/analytics(?!_storage)/);
    expect(document.paths['/.well-known/gpc.json']).toBeUndefined();
  });

  it('keeps what the host calls by the same name', () => {
    expect(document.components?.schemas?.ConsentRecord).toEqual({
      type: 'string',
      description: 'something of the host',
    });
    expect(document.components?.schemas?.PrivacyConsentRecord).toMatchObject({ type: 'object' });
    expect(JSON.stringify(document.paths)).not.toContain('"#/components/schemas/ConsentRecord"');
    expect(document.components?.securitySchemes?.admin).toMatchObject({ scheme: 'basic' });
  });

  it('has the Location of what is made under the same prefix', async () => {
    const response = await fetch(`${host.url}/api/v1/consent`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: host.url },
      body: JSON.stringify({ decisions: { STATISTICS: 'denied' } }),
    });
    const { id } = (await response.json()) as { id: string };
    expect([response.status, response.headers.get('location')]).toEqual([201, `/api/v1/consent/records/${id}`]);
  });
});
