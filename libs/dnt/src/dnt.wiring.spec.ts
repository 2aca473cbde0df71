import { Controller, Get, Header, Injectable, Module, type ModuleMetadata, UseInterceptors } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConsentReader, CoreModule, PrivacySignalReader, type PrivacySignals, RequestView } from '@nest-privacy/core';
import { type AdapterName, startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { Signals } from './decorators/signals.decorator.js';
import { TrackingRequired } from './decorators/tracking-required.decorator.js';
import { TrackingStatus } from './decorators/tracking-status.decorator.js';
import { DntInterceptor } from './dnt.interceptor.js';
import { DntModule } from './dnt.module.js';
import { type DntModuleOptions } from './dnt.options.js';
import { DntService } from './dnt.service.js';
import { FixedPrivacySignals } from './testing/index.js';

@Controller('bound')
@UseInterceptors(DntInterceptor)
class BoundController {
  @Get()
  page(@Signals() signals: PrivacySignals): PrivacySignals {
    return signals;
  }
}

@Controller('plain')
class PlainController {
  @Get()
  page(): string {
    return 'plain';
  }
}

@Controller('cached')
class CachedController {
  @Get()
  @Header('Cache-Control', 'public')
  page(): string {
    return 'cached';
  }
}

@Controller({ path: 'shop', version: '1' })
@TrackingStatus('shop')
class ShopController {
  @Get(':id')
  item(): string {
    return 'item';
  }

  @Get(':id/ads')
  @TrackingStatus('ads', 'dynamic')
  ads(): string {
    return 'ads';
  }

  @Get(':id/members')
  @TrackingRequired()
  members(): string {
    return 'members';
  }
}

const SHOP: DntModuleOptions = {
  honours: true,
  tracking: '?',
  config: '/consent',
  statuses: { shop: { tracking: 'T' }, ads: { tracking: 'N' } },
};

const init = async (metadata: ModuleMetadata): Promise<void> => {
  const app = (await Test.createTestingModule(metadata).compile()).createNestApplication({ logger: false });
  await app.init().finally(() => app.close());
};

describe.each(TEST_ADAPTERS)('DntModule, wired by the application on %s', (adapter: AdapterName) => {
  let server: TestApp;
  afterEach(() => server.close());

  it('puts the headers only where the interceptor is bound, if that is wanted', async () => {
    server = await startTestApp({
      adapter,
      imports: [DntModule.forRoot({ headers: 'intercepted', honours: true, isGlobal: true })],
      controllers: [BoundController, PlainController],
    });
    const headers = { DNT: '1', 'Sec-GPC': '1' };
    const bound = await fetch(`${server.url}/bound`, { headers });
    expect([bound.headers.get('tk'), bound.headers.get('dnt'), bound.headers.get('vary')]).toEqual([
      'N',
      '1',
      'DNT, Sec-GPC',
    ]);
    expect(await bound.json()).toEqual({ dnt: true, gpc: true });
    expect((await fetch(`${server.url}/plain`, { headers })).headers.get('tk')).toBeNull();
    expect((await fetch(`${server.url}/.well-known/dnt/`, { headers })).headers.get('tk')).toBe('N');
  });

  it('gives a route its own status, also under prefix and version, on errors and for HEAD', async () => {
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot(), DntModule.forRoot({ ...SHOP, isGlobal: true })],
      controllers: [ShopController],
      configure: (app) => app.setGlobalPrefix('api').enableVersioning(),
    });
    const tk = async (path: string, init?: RequestInit) => (await fetch(server.url + path, init)).headers.get('tk');
    const optOut = { headers: { DNT: '1' } };
    expect(await tk('/api/v1/shop/7')).toBe('T;shop');
    expect(await tk('/api/v1/shop/7', { method: 'HEAD' })).toBe('T;shop');
    expect(await tk('/api/v1/shop/7/ads', optOut)).toBe('?;ads');
    expect((await fetch(`${server.url}/api/v1/shop/7/members`, optOut)).status).toBe(409);
    expect(await tk('/api/v1/shop/7/members', optOut)).toBe('T;shop');
    expect(await tk('/api/v1/nowhere', optOut)).toBe('N');
  });

  it('lets the application choose the status of one response', async () => {
    @Injectable()
    class Auction {
      constructor(private readonly dnt: DntService) {}
      choose(request: RequestView, id: string): void {
        this.dnt.useStatus(request, id);
      }
    }
    server = await startTestApp({
      adapter,
      imports: [
        CoreModule.forRoot(),
        DntModule.forRoot({
          tracking: 'G',
          policy: '/privacy',
          statuses: { bidder1: { tracking: 'T' }, bidder2: { tracking: 'N' } },
          defaultStatus: 'bidder1',
          isGlobal: true,
        }),
      ],
      controllers: [PlainController],
      providers: [Auction],
      configure: (app) => {
        app.use((request: RequestView['raw'] & { raw?: RequestView['raw'] }, _response: unknown, next: () => void) => {
          const view = RequestView.of(request.raw ?? request);
          if (view.url.endsWith('second')) app.get(Auction).choose(view, 'bidder2');
          next();
        });
      },
    });
    expect((await fetch(`${server.url}/plain?first`)).headers.get('tk')).toBe('T;bidder1');
    expect((await fetch(`${server.url}/plain?second`)).headers.get('tk')).toBe('N;bidder2');
    expect((await fetch(`${server.url}/.well-known/dnt/`)).headers.get('tk')).toBe('T;bidder1');
    expect(() => server.app.get(DntService).useStatus(RequestView.of({ headers: {} }), 'nobody')).toThrow(
      'DNT_STATUS_UNKNOWN',
    );
  });

  it('takes its options from a factory, and shares the signals as a global module', async () => {
    @Injectable()
    class Reading {
      constructor(readonly dnt: DntService) {}
    }
    @Module({ providers: [Reading], exports: [Reading] })
    class OtherModule {}
    server = await startTestApp({
      adapter,
      imports: [
        OtherModule,
        DntModule.forRootAsync({ isGlobal: true, useFactory: () => ({ whenUnset: 'N' as const, honours: true }) }),
      ],
    });
    expect((await fetch(server.url)).headers.get('tk')).toBe('N');
    const { dnt } = server.app.get(Reading);
    const asked = (headers: Record<string, string>) => RequestView.of({ headers });
    expect(dnt.signals(asked({ dnt: '0, 1' }))).toEqual({ dnt: true, gpc: false });
    expect(dnt.optOutHonoured(asked({ 'sec-gpc': '1' }))).toBe(true);
    expect(dnt.optOutHonoured(asked({}))).toBe(false);
    expect(dnt.status(asked({ dnt: '0' }))).toBe('T');
  });

  it('mounts one configuration only, and says so of the other', async () => {
    const warnings: unknown[] = [];
    const logger = { log: () => {}, error: () => {}, warn: (message: unknown) => warnings.push(message) };
    @Module({ imports: [DntModule.forRoot({ tracking: 'T' })] })
    class Again {}
    server = await startTestApp({
      adapter,
      imports: [DntModule.forRoot({ tracking: 'N' }), Again],
      configure: (app) => app.useLogger(logger),
    });
    expect((await fetch(server.url)).headers.get('tk')).toMatch(/^[NT]$/);
    expect(warnings).toEqual([expect.stringContaining('more than once')]);
  });

  it('warns of a claim that nobody confirmed, and of a response that a shared cache would mix up', async () => {
    const warnings: string[] = [];
    const logger = { log: () => {}, error: () => {}, warn: (message: string) => warnings.push(message) };
    const granted = { read: () => ({ tracking: 'granted' }) };
    server = await startTestApp({
      adapter,
      imports: [
        DntModule.forRoot({ config: '/consent', extraProviders: [{ provide: ConsentReader, useValue: granted }] }),
      ],
      controllers: [CachedController],
      configure: (app) => app.useLogger(logger),
    });
    for (let i = 0; i < 3; i++) {
      const response = await fetch(`${server.url}/cached`);
      expect([response.headers.get('tk'), response.headers.get('cache-control')]).toEqual(['C', 'public']);
    }
    expect((await fetch(`${server.url}/none`)).headers.get('cache-control')).toBe('private');
    expect(warnings).toEqual([
      expect.stringContaining('honours: true'),
      expect.stringContaining('Cache-Control: public'),
    ]);
  });

  it('can be given fixed signals in a test', async () => {
    server = await startTestApp({
      adapter,
      imports: [DntModule.forRoot({ honours: true, isGlobal: true })],
      controllers: [BoundController],
      providers: [{ provide: PrivacySignalReader, useValue: new FixedPrivacySignals({ gpc: true }) }],
    });
    expect(await (await fetch(`${server.url}/bound`)).json()).toEqual({ dnt: null, gpc: true });
  });
});

describe('DntModule refuses to start', () => {
  it.each<[string, ModuleMetadata]>([
    [
      'DNT_STATUS_UNKNOWN',
      { imports: [CoreModule.forRoot(), DntModule.forRoot({ tracking: '?' })], controllers: [ShopController] },
    ],
    [
      'DNT_TRACKING_NOT_DYNAMIC',
      {
        imports: [CoreModule.forRoot(), DntModule.forRoot({ ...SHOP, tracking: 'auto', isGlobal: true })],
        controllers: [ShopController],
      },
    ],
    ['DNT_CORE_MISSING', { imports: [DntModule.forRoot({ ...SHOP, isGlobal: true })], controllers: [ShopController] }],
    [
      'DNT_MEMBER_MISSING',
      {
        imports: [DntModule.forRoot({ extraProviders: [{ provide: ConsentReader, useValue: { read: () => ({}) } }] })],
      },
    ],
    [
      'DNT_MEMBER_MISSING',
      {
        imports: [
          DntModule.forRoot({
            tracking: 'N',
            statuses: { shop: {} },
            extraProviders: [{ provide: ConsentReader, useValue: { read: () => ({}) } }],
          }),
        ],
      },
    ],
    ['DNT_TRACKING_INVALID', { imports: [DntModule.forRootAsync({ useFactory: () => ({ tracking: 'U' }) })] }],
  ])('with %s', async (code, metadata) => {
    await expect(init(metadata)).rejects.toMatchObject({ name: 'ConfigurationError', code });
  });
});
