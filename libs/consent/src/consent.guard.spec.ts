import { Controller, type ExecutionContext, Get, Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type ConsentCategory, CoreModule, ProblemException } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Consent, ConsentGuard, ConsentService, NoticeDrafts, NoticePublisher, RequireConsent } from './index.js';
import { mintConsent } from './testing/index.js';
import { Browser } from '../test/browser.js';
import { noticeContent } from '../test/notice-content.js';
import { type ConsentApp, SECRETS, startConsentApp } from '../test/consent-app.js';

@RequireConsent('STATISTICS')
class BasePages {
  @Get('base')
  base(): string {
    return 'base';
  }
}

@Controller('both')
@RequireConsent('MARKETING')
class BothController extends BasePages {
  @Get('class')
  byClass(): string {
    return 'class';
  }

  @Get('essentials')
  @RequireConsent('ESSENTIALS')
  essentials(): string {
    return 'essentials';
  }
}

@Controller('method')
class MethodController {
  @Get('free')
  free(): string {
    return 'free';
  }

  @Get('twice')
  @RequireConsent('MARKETING')
  @RequireConsent('STATISTICS')
  twice(): string {
    return 'twice';
  }

  @Get('essentials')
  @RequireConsent('ESSENTIALS')
  essentials(): string {
    return 'essentials';
  }
}

const [database] = testDatabases();
const cookieOf = (...granted: ConsentCategory[]): Record<string, string> => ({
  cookie: mintConsent({
    secrets: SECRETS,
    decidedAt: Date.UTC(2026, 5, 15),
    decisions: Object.fromEntries(granted.map((name) => [name, 'granted'])),
  }).cookie,
});

describe.each(TEST_ADAPTERS)('@RequireConsent under %s', (adapter) => {
  let server: ConsentApp;

  beforeAll(async () => {
    const controllers = [BothController, MethodController];
    server = await startConsentApp({ database: database!, adapter, controllers, consent: { policy: {} } });
  });
  afterAll(() => server.close());

  async function publishTwice(): Promise<void> {
    const publisher = server.app.get(NoticePublisher);
    await publisher.seed('default', noticeContent());
    const { revision } = await server.app.get(NoticeDrafts).create('default', noticeContent(), 'editor');
    const notice = await publisher.publish({ siteId: 'default', ifMatch: `"${revision}"`, by: 'dpo' }, 'changed');
    expect(notice.version).toBe(2);
  }

  it.each<[string, ConsentCategory[], number, string[]]>([
    ['/method/free', [], 200, []],
    ['/method/essentials', [], 200, []],
    ['/method/twice', ['STATISTICS', 'MARKETING'], 200, []],
    ['/method/twice', ['STATISTICS'], 403, ['MARKETING']],
    ['/method/twice', [], 403, ['STATISTICS', 'MARKETING']],
    ['/both/class', ['STATISTICS', 'MARKETING'], 200, []],
    ['/both/class', ['MARKETING'], 403, ['STATISTICS']],
    ['/both/essentials', ['STATISTICS'], 403, ['MARKETING']],
    ['/both/base', [], 403, ['STATISTICS', 'MARKETING']],
  ])('answers %s for a grant of %j by %i', async (path, granted, status, missing) => {
    const response = await new Browser(server.url, cookieOf(...granted)).send('GET', path);
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: 'CONSENT_REQUIRED', categories: missing });
  });

  it.each<[string, () => Promise<void>]>([
    ['no notice', () => Promise.resolve()],
    ['a published notice, and one that renews what changed', publishTwice],
  ])('decides without a query, with %s', async (_, publish) => {
    await publish();
    const runner = Object.getPrototypeOf(server.source.createQueryRunner()) as {
      query: (...args: unknown[]) => unknown;
    };
    const query = jest.spyOn(runner, 'query');
    const granted = await new Browser(server.url, cookieOf('STATISTICS', 'MARKETING')).send('GET', '/both/class');
    await new Browser(server.url).send('GET', '/consent');
    expect(granted.status).toBe(200);
    expect(query).not.toHaveBeenCalled();
    await new Browser(server.url, cookieOf('STATISTICS')).send('GET', '/consent/records');
    expect(query).toHaveBeenCalled();
    query.mockRestore();
  });
});

describe('@RequireConsent', () => {
  const contextOf = (type: string, args: unknown[]): ExecutionContext =>
    ({
      getType: () => type,
      getHandler: () => MethodController.prototype.twice,
      getClass: () => MethodController,
      getArgs: () => args,
      getArgByIndex: (i: number) => args[i],
      switchToHttp: () => ({ getRequest: () => args[0] }),
      switchToWs: () => ({ getClient: () => args[0] }),
      switchToRpc: () => ({ getContext: () => args[1] }),
    }) as unknown as ExecutionContext;

  it('refuses everybody when the module is missing', async () => {
    const server = await startTestApp({ adapter: 'express', controllers: [MethodController] });
    try {
      expect((await fetch(`${server.url}/method/twice`)).status).toBe(403);
      expect((await fetch(`${server.url}/method/essentials`)).status).toBe(403);
    } finally {
      await server.close();
    }
    expect(() => new ConsentGuard().canActivate(contextOf('http', [{ headers: {} }]))).toThrow(ProblemException);
  });

  it('denies what has no request, and reads GraphQL, WebSocket and RPC requests that have one', async () => {
    const server = await startConsentApp({ database: database!, adapter: 'fastify' });
    const guard = server.app.get(ConsentGuard);
    const service = server.app.get(ConsentService);
    const request = () => ({ headers: cookieOf('STATISTICS', 'MARKETING') });
    try {
      expect(() => guard.canActivate(contextOf('queue', [{}]))).toThrow(ProblemException);
      expect(() => guard.canActivate(contextOf('rpc', [{}, undefined]))).toThrow('Consent is required');
      expect(service.allows(contextOf('queue', []), 'ESSENTIALS')).toBe(true);
      expect(guard.canActivate(contextOf('http', [request()]))).toBe(true);
      expect(guard.canActivate(contextOf('ws', [{ handshake: request() }]))).toBe(true);
      expect(guard.canActivate(contextOf('graphql', [{}, {}, { req: request() }]))).toBe(true);
      expect(service.allows(request(), 'STATISTICS')).toBe(true);
      expect(service.allows({ headers: {} }, 'STATISTICS')).toBe(false);
    } finally {
      await server.close();
    }
  });

  it.each(['class', 'method'])(
    'stops the application from starting when a %s names an unknown category',
    async (place) => {
      @Controller('unknown')
      class UnknownController {
        @Get()
        get(): string {
          return '';
        }
      }
      const unknown = RequireConsent('PROFILING' as ConsentCategory);
      if (place === 'class') unknown(UnknownController);
      else
        unknown(
          UnknownController.prototype,
          'get',
          Object.getOwnPropertyDescriptor(UnknownController.prototype, 'get')!,
        );
      const start = startConsentApp({ database: database!, adapter: 'fastify', controllers: [UnknownController] });
      await expect(start).rejects.toThrow(/CATEGORY_UNKNOWN.*"PROFILING".*@RequireConsent on UnknownController/s);
    },
  );

  it('knows the application’s own categories', async () => {
    @Controller('own')
    @RequireConsent('CHAT' as ConsentCategory)
    class OwnController {}
    const server = await startConsentApp({
      database: database!,
      adapter: 'fastify',
      controllers: [OwnController],
      core: { categories: ['CHAT'] },
    });
    const visitor = new Browser(server.url);
    try {
      await visitor.decide({ CHAT: 'granted' });
      expect((await visitor.consent()).decisions).toEqual({ STATISTICS: 'unset', MARKETING: 'unset', CHAT: 'granted' });
    } finally {
      await server.close();
    }
  });

  it('does not let @Consent() be used without the module', async () => {
    @Injectable()
    @Controller('lost')
    class LostController {
      @Get()
      get(@Consent() consent: unknown): unknown {
        return consent;
      }
    }
    const module = Test.createTestingModule({ imports: [CoreModule.forRoot()], controllers: [LostController] });
    await expect(module.compile()).rejects.toThrow(/CONSENT_MODULE_MISSING/);
  });
});
