import { Controller, Get, Injectable } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ConsentReader, CoreModule, CurrentRequest, ProblemFilter, type RequestView } from '@nest-privacy/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { Consent, ConsentMarkup, ConsentService, RequireConsent, type VisitorConsent } from '../index.js';
import { ConsentTestingModule, FakeConsentReader, testNotice } from './index.js';

@Injectable()
class Newsletter {
  @RequireConsent('MARKETING', { mode: 'skip' })
  send({ consent }: { readonly consent: string | null }): Promise<string> {
    return Promise.resolve(consent === null ? 'sent to nobody' : 'sent');
  }
}

@Controller()
class OffersController {
  constructor(
    private readonly newsletter: Newsletter,
    private readonly consent: ConsentService,
  ) {}

  @Get('offers')
  @RequireConsent('MARKETING')
  offers(): string {
    return 'offers';
  }

  @Get('mine')
  mine(@Consent() { allowed, promptRequired }: VisitorConsent): unknown {
    return { allowed, promptRequired };
  }

  @Get('letter')
  async letter(): Promise<unknown> {
    const consent = this.consent.carry({ headers: { host: 'localhost' } });
    return { sent: (await this.newsletter.send({ consent })) ?? null };
  }
}

@Controller('page')
class PageController {
  constructor(private readonly markup: ConsentMarkup) {}

  @Get()
  page(@CurrentRequest() view: RequestView): string {
    const { markup } = this;
    return [markup.settingsBlock(view), markup.banner(view), markup.preferences(view), markup.settingsLink(view)].join(
      '',
    );
  }
}

describe.each(TEST_ADAPTERS)('ConsentTestingModule under %s', (adapter) => {
  let server: TestApp;
  let reader: FakeConsentReader;

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      controllers: [OffersController, PageController],
      providers: [Newsletter, { provide: APP_FILTER, useClass: ProblemFilter }],
      imports: [
        CoreModule.forRoot(),
        ConsentTestingModule.forRoot({ decisions: { MARKETING: 'granted' }, consentUrl: '/choices' }),
      ],
    });
    reader = server.app.get(FakeConsentReader);
  });
  afterAll(() => server.close());
  beforeEach(() => reader.set({ MARKETING: 'granted' }));

  const get = (path: string): Promise<Response> => fetch(server.url + path);

  it('drives the guard without a database or secrets', async () => {
    expect(await (await get('/offers')).text()).toBe('offers');
    reader.set({ MARKETING: 'denied' });
    const refused = await get('/offers');
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'CONSENT_REQUIRED', categories: ['MARKETING'], consentUrl: '/choices' },
    ]);
  });

  it('drives the decorator, the service and the port', async () => {
    reader.set({});
    expect(await (await get('/mine')).json()).toEqual({
      allowed: { ESSENTIALS: true, STATISTICS: false, MARKETING: false },
      promptRequired: true,
    });
    const service = server.app.get(ConsentService);
    expect(server.app.get<unknown>(ConsentReader)).toBe(reader);
    expect(await service.allowsSubject('default', 'anybody', 'MARKETING')).toBe(false);
    reader.set({ MARKETING: 'granted' });
    expect(await service.allowsSubject('default', 'anybody', 'MARKETING')).toBe(true);
    expect(service.allows({ headers: {} }, 'MARKETING')).toBe(true);
  });

  it('drives what is guarded without a request', async () => {
    expect(await (await get('/letter')).json()).toEqual({ sent: 'sent' });
    reader.set({ MARKETING: 'denied' });
    expect(await (await get('/letter')).json()).toEqual({ sent: null });
  });

  it('drives the markup of pages, by a notice of its own or the test’s', async () => {
    reader.set({});
    const asked = await (await get('/page?x=1')).text();
    expect(asked).toContain('"paths":{"consent":"/consent","events":null,"choices":"/choices"}');
    expect(asked).toContain('<section class="np-banner"');
    expect(asked).toContain('name="redirect" value="/page?x=1"');
    expect(asked).toMatch(/id="np-page-MARKETING"(?![^>]*checked)/);
    reader.set({ MARKETING: 'granted' });
    const decided = await (await get('/page')).text();
    expect(decided).not.toContain('np-banner');
    expect(decided).toMatch(/id="np-page-MARKETING"[^>]*checked/);

    const { translations, ...plain } = testNotice(['MARKETING']);
    const notice = { ...plain, translations: { en: { ...translations.en!, title: 'A test’s own' } } };
    const imports = [CoreModule.forRoot(), ConsentTestingModule.forRoot({ notice, surface: { consentPath: '/c' } })];
    const own = await startTestApp({ adapter, controllers: [PageController], imports });
    try {
      const page = await (await fetch(`${own.url}/page`)).text();
      expect(page).toContain('A test’s own');
      expect(page).toContain('action="/c"');
      expect(page).not.toContain('name="STATISTICS"');
    } finally {
      await own.close();
    }
  });

  it('refuses a category that nobody declared, as the module does', async () => {
    @Controller()
    class WrongController {
      @Get()
      @RequireConsent('PROFILING' as 'MARKETING')
      wrong(): string {
        return 'wrong';
      }
    }
    const starting = startTestApp({
      adapter,
      controllers: [WrongController],
      imports: [CoreModule.forRoot(), ConsentTestingModule.forRoot()],
    });
    await expect(starting).rejects.toThrow(/CATEGORY_UNKNOWN.*WrongController.wrong/);
  });
});
