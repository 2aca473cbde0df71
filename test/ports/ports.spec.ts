import { Controller, Get, Header, Injectable, Module, type ModuleMetadata, Scope } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnalyticsModule, AnalyticsService, ANALYTICS_ENTITIES, ANALYTICS_MIGRATIONS } from '@nest-privacy/analytics';
import { CONSENT_ENTITIES, CONSENT_MIGRATIONS, ConsentModule } from '@nest-privacy/consent';
import { AdminAccess, ConsentReader, CoreModule, DataSubjectContributor } from '@nest-privacy/core';
import { Ports, usesPorts } from '@nest-privacy/core/kit';
import {
  type DisposableDatabase,
  startTestApp,
  TEST_ADAPTERS,
  type TestApp,
  testDatabases,
  waitUntil,
} from '@nest-privacy/core/testing';
import { DntModule } from '@nest-privacy/dnt';
import { MetricsModule, MetricsService } from '@nest-privacy/metrics';
import { TRACKING_ITEMS_ENTITIES, TRACKING_ITEMS_MIGRATIONS, TrackingItemsModule } from '@nest-privacy/tracking-items';

const SECRETS = ['a-secret-of-tests-that-is-long-enough-0001'];

@Controller()
class PageController {
  @Get('page')
  @Header('Content-Type', 'text/html')
  page(): string {
    return 'x';
  }
}

/** Knows everybody for an administrator, and tells nobody that it is there. */
@Module({
  providers: [
    { provide: AdminAccess, useValue: { administratorOf: () => ({ id: 'ada', scopes: new Set(['consent:read']) }) } },
  ],
})
class HiddenAccessModule {}

describe.each(TEST_ADAPTERS)(
  'ports of modules that are neither global nor imported by each other, under %s',
  (adapter) => {
    let place: DisposableDatabase;
    let server: TestApp;

    beforeAll(async () => {
      place = await testDatabases()[0]!.create();
      server = await startTestApp({
        adapter,
        controllers: [PageController],
        imports: [
          CoreModule.forRoot(),
          TypeOrmModule.forRoot({
            ...place.options,
            entities: [...CONSENT_ENTITIES, ...ANALYTICS_ENTITIES, ...TRACKING_ITEMS_ENTITIES],
            migrations: [...CONSENT_MIGRATIONS, ...ANALYTICS_MIGRATIONS, ...TRACKING_ITEMS_MIGRATIONS],
            migrationsRun: true,
          }),
          AnalyticsModule.forRoot({ signals: 'drop', flushInterval: 20 }),
          ConsentModule.forRoot({ secrets: SECRETS }),
          TrackingItemsModule.forRoot({}),
          HiddenAccessModule,
          // Reads "1abc" as no opt-out, unlike everybody who reads the header by himself.
          DntModule.forRoot({ mode: 'legacy' }),
          MetricsModule.forRoot(),
        ],
      });
    });
    afterAll(async () => {
      await server.close();
      await place.drop();
    });

    const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(server.url + path, { headers });
    const drops = (): Readonly<Record<string, number>> => server.app.get(AnalyticsService, { strict: false }).drops();

    it('lets consent and analytics hear DNT as DntModule reads it', async () => {
      const consent = (await (await get('/consent', { DNT: '1abc' })).json()) as { signals: { dnt: boolean } };
      expect(consent.signals.dnt).toBe(false);
      await (await get('/page', { DNT: '1abc' })).text();
      await (await get('/page', { DNT: '1' })).text();
      await waitUntil('a request is dropped', () => drops()['signal'] !== undefined);
      expect(drops()).toMatchObject({ signal: 1 });
    });

    it('has metrics record what analytics dropped', async () => {
      await (await get('/page', { DNT: '1' })).text();
      await waitUntil('a request is dropped', () => (drops()['signal'] ?? 0) > 0);
      expect(await server.app.get(MetricsService, { strict: false }).scrape()).toContain(
        'analytics_dropped_total{reason="signal"}',
      );
    });

    it('asks who is an administrator', async () => {
      expect((await get('/admin/consent/records')).status).toBe(200);
    });
  },
);

describe('the ports of an application', () => {
  const told: string[] = [];
  const reader = (tracking: string): object => ({ read: () => ({ tracking }) });
  const start = (imports: NonNullable<ModuleMetadata['imports']>): Promise<TestApp> =>
    startTestApp({
      adapter: 'fastify',
      imports,
      configure: (app) => {
        told.splice(0);
        app.useLogger({
          log: (message: string, context: string) => void (context === 'NestPrivacy' && told.push(message)),
          warn: () => {},
          error: () => {},
        });
      },
    });
  const tkOf = async ({ url, close }: TestApp): Promise<string | null> => {
    const tk = (await fetch(url, { headers: { DNT: '1' } })).headers.get('tk');
    await close();
    return tk;
  };

  @Module({ providers: [{ provide: ConsentReader, useValue: reader('granted') }] })
  class GrantingModule {}
  @Module({ providers: [{ provide: ConsentReader, useValue: reader('none') }] })
  class RefusingModule {}

  it('are named once at start where nobody binds them, with what holds then', async () => {
    expect(
      await tkOf(await start([CoreModule.forRoot(), DntModule.forRoot(), DntModule.forRoot({ honours: true })])),
    ).toBe('N');
    expect(told).toEqual(['nobody binds ConsentReader (nobody has decided anything, and only ESSENTIALS is allowed)']);
  });

  it('are what a module has of its own, before what others have', async () => {
    const own = { config: '/privacy', extraProviders: [{ provide: ConsentReader, useValue: reader('none') }] };
    expect(await tkOf(await start([DntModule.forRoot({ config: '/privacy' }), GrantingModule]))).toBe('C');
    expect(await tkOf(await start([DntModule.forRoot(own), GrantingModule]))).toBe('N');
    expect(told).toEqual([]);
  });

  it('are refused where two modules bind different things and neither is nearer', async () => {
    await expect(
      start([DntModule.forRoot({ config: '/privacy' }), GrantingModule, RefusingModule]),
    ).rejects.toMatchObject({
      code: 'PORT_AMBIGUOUS',
      where: 'GrantingModule and RefusingModule',
    });
  });

  it('are refused where what is bound is made for each request', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class ScopedReader {}
    @Module({ providers: [{ provide: ConsentReader, useClass: ScopedReader }] })
    class ScopedModule {}
    await expect(start([DntModule.forRoot({ config: '/privacy' }), ScopedModule])).rejects.toMatchObject({
      code: 'PORT_SCOPED',
    });
  });

  describe('that are bound many times', () => {
    const keeper = (name: string): DataSubjectContributor => ({ name, async *export() {}, async *erase() {} });
    const bind = (useValue: unknown): { provide: symbol; useValue: unknown } => ({
      provide: DataSubjectContributor,
      useValue,
    });
    const [billing, shop] = [keeper('billing'), keeper('shop')];
    @Module({ providers: [bind(shop)], exports: [DataSubjectContributor] })
    class ShopModule {}
    @Module({ imports: [ShopModule], providers: [bind([billing, shop])] })
    class BillingModule {}
    @Module({ providers: [usesPorts({ reads: [DataSubjectContributor] })] })
    class AskingModule {}

    it('are all found, wherever they are bound, each once and in the order of their names', async () => {
      const { app, close } = await start([CoreModule.forRoot(), AskingModule, ShopModule, BillingModule]);
      expect(app.select(AskingModule).get(Ports).contributors).toEqual([billing, shop]);
      expect(told).toEqual([]);
      await close();
    });

    it('are named where nobody binds them', async () => {
      const { app, close } = await start([CoreModule.forRoot(), AskingModule]);
      expect(app.select(AskingModule).get(Ports).contributors).toEqual([]);
      expect(told).toEqual(['nobody binds DataSubjectContributor (nothing of a person is exported or erased)']);
      await close();
    });

    it.each([
      ['two of one name', [keeper('shop'), shop]],
      ['a name that is none', [keeper('The shop')]],
    ])('are refused at start: %s', async (_case, bound) => {
      @Module({ providers: [bind(bound)] })
      class WrongModule {}
      await expect(start([CoreModule.forRoot(), AskingModule, WrongModule])).rejects.toMatchObject({
        code: 'CONTRIBUTOR_NAME_INVALID',
      });
    });
  });
});
