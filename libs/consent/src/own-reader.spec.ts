import { Controller, Get, type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { ConsentReader, type ConsentSnapshot, NO_SIGNALS, type RequestView } from '@nest-privacy/core';
import { TEST_ADAPTERS, testDatabases } from '@nest-privacy/core/testing';
import { Browser } from '../test/browser.js';
import { type ConsentApp, startConsentApp } from '../test/consent-app.js';
import { Consent, ConsentService, RequireConsent, type VisitorConsent } from './index.js';

/** Believes a header, which stands for a consent platform that the application has already. */
class PlatformReader implements ConsentReader {
  private readonly known = new Set<string>();

  settle(view: RequestView): Promise<void> | undefined {
    const platform = view.header('x-platform') ?? '';
    return this.known.has(platform) ? undefined : Promise.resolve().then(() => void this.known.add(platform));
  }

  read(view: RequestView): ConsentSnapshot {
    const platform = view.header('x-platform') ?? '';
    return this.told(platform === 'granted' && this.known.has(platform));
  }

  readSubject(_siteId: string, subjectId: string): Promise<ConsentSnapshot> {
    return Promise.resolve(this.told(subjectId === 'account-7'));
  }

  private told(isGranted: boolean): ConsentSnapshot {
    return {
      state: isGranted ? 'active' : 'unset',
      regime: 'opt-in',
      decisions: { STATISTICS: isGranted ? 'granted' : 'unset' },
      allowed: { ESSENTIALS: true, STATISTICS: isGranted },
      tracking: isGranted ? 'granted' : 'none',
      subjectId: isGranted ? 'account-7' : null,
      recordId: null,
      decidedAt: null,
      validUntil: null,
    };
  }
}

const Context = createParamDecorator((_: unknown, context: ExecutionContext) => context);

@Controller()
class PagesController {
  constructor(private readonly service: ConsentService) {}

  @Get('counted')
  @RequireConsent('STATISTICS')
  counted(): string {
    return 'counted';
  }

  @Get('mine')
  mine(@Consent() consent: VisitorConsent): unknown {
    return consent;
  }

  @Get('asked')
  async asked(@Context() context: ExecutionContext): Promise<unknown> {
    await this.service.settle(context);
    return { allowed: this.service.allows(context, 'STATISTICS') };
  }
}

const [sqlite] = testDatabases();

describe.each(TEST_ADAPTERS)('a ConsentReader of the application under %s', (adapter) => {
  let server: ConsentApp;
  let visitor: Browser;

  beforeAll(async () => {
    server = await startConsentApp({
      adapter,
      database: sqlite!,
      controllers: [PagesController],
      own: [{ provide: ConsentReader, useClass: PlatformReader }],
    });
    visitor = new Browser(server.url);
  });
  afterAll(() => server.close());

  const ask = async (path: string, platform: string): Promise<Response> =>
    visitor.send('GET', path, { headers: { 'x-platform': platform } });

  it('is obeyed by the guard, when it allows and when it does not', async () => {
    expect((await ask('/counted', 'granted')).status).toBe(200);
    expect((await ask('/counted', 'refused')).status).toBe(403);
  });

  it('is obeyed by the decorator, which adds what the application does not tell', async () => {
    expect(await (await ask('/mine', 'granted')).json()).toEqual({
      state: 'active',
      regime: 'opt-in',
      regimes: { STATISTICS: 'opt-in', MARKETING: 'opt-in' },
      jurisdiction: 'application',
      reaskNotBefore: null,
      showGpcHonoured: false,
      decisions: { STATISTICS: 'granted' },
      allowed: { ESSENTIALS: true, STATISTICS: true },
      tracking: 'granted',
      subjectId: 'account-7',
      recordId: null,
      decidedAt: null,
      validUntil: null,
      noticeVersion: 1,
      catalogueVersion: null,
      lapsed: [],
      promptRequired: false,
      signals: { ...NO_SIGNALS },
    });
  });

  it('is obeyed by the service and by GET /consent', async () => {
    expect(await (await ask('/asked', 'granted')).json()).toEqual({ allowed: true });
    expect(await (await ask('/asked', 'refused')).json()).toEqual({ allowed: false });
    expect(await (await ask('/consent', 'granted')).json()).toMatchObject({ allowed: { STATISTICS: true } });
  });

  it('stays the one that is bound, whatever the cookies of this module say', async () => {
    await visitor.decide({ STATISTICS: 'granted' });
    expect((await ask('/counted', 'refused')).status).toBe(403);
  });

  it('is asked about the subjects of jobs and messages, and without an answer for them nobody is known', async () => {
    const consent = server.app.get(ConsentService);
    await ask('/counted', 'granted');
    const carrier = consent.carry({ headers: { 'x-platform': 'granted' } });
    expect(carrier).not.toBeNull();
    expect(await consent.allowsCarried(carrier, 'STATISTICS')).toBe(true);
    expect(await consent.allowsSubject('default', 'account-8', 'STATISTICS')).toBe(false);
    const reader = server.app.get<PlatformReader>(ConsentReader, { strict: false });
    Object.defineProperty(reader, 'readSubject', { value: undefined, configurable: true });
    expect(await consent.allowsCarried(carrier, 'STATISTICS')).toBe(false);
    Reflect.deleteProperty(reader, 'readSubject');
  });

  it('is what other features are given', () => {
    expect(server.app.get<unknown>(ConsentReader, { strict: false })).toBeInstanceOf(PlatformReader);
  });
});
