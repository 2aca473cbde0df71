import { ClientModule } from '@nest-privacy/client/assets';
import { NoticePublisher } from '@nest-privacy/consent';
import { testDatabases } from '@nest-privacy/core/testing';
import {
  type CallHandler,
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { APP_INTERCEPTOR, Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { type ConsentApp, startConsentApp } from '../../libs/consent/test/consent-app.js';
import { type BrowserUnderTest, inBrowsers, type TestPage } from '../browsers/index.js';
import { FIRST_NOTICE } from '../surface/surface-site.js';

const AsItIs = (): ClassDecorator & MethodDecorator => SetMetadata('host:as-it-is', true);

/** What an application has that answers everything in one form. */
@Injectable()
class Envelope implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const answer = next.handle();
    if (this.reflector.getAllAndOverride('host:as-it-is', [context.getHandler(), context.getClass()])) return answer;
    return answer.pipe(map((data: unknown) => ({ data })));
  }
}

const HTML = 'text/html; charset=utf-8';

@AsItIs()
@Controller()
class Shop {
  @Get()
  @Header('Content-Type', HTML)
  page(): string {
    return `<!doctype html><html lang="en"><head><title>Shop</title><script type="module" src="/np/privacy.js" data-choices="/choices"></script></head>
<body><main>Hello</main><a class="np-settings" href="/choices">Settings</a></body></html>`;
  }

  @Get('choices')
  @Header('Content-Type', HTML)
  choices(): string {
    return '<!doctype html><title>Choices</title>';
  }
}

const ADAPTERS = { chromium: 'express', firefox: 'fastify' } as const;

inBrowsers('an application that puts every answer into an envelope', (browser) => {
  let shop: ConsentApp;
  afterEach(() => shop.close());

  const open = async (decorators: readonly ClassDecorator[]): Promise<TestPage> => {
    shop = await start(browser, decorators);
    await shop.app.get(NoticePublisher).seed('default', FIRST_NOTICE);
    return browser.open(`${shop.url}/`);
  };

  it('has pages as they are elsewhere, where it leaves alone what it decorates', async () => {
    const page = await open([AsItIs()]);
    await page.until(() => document.querySelector('privacy-banner .np-banner') !== null);
    await page.click('privacy-banner [value=accept-all]');
    await page.until(() => document.cookie.includes('STATISTICS:g'));
    expect(page.faults).toEqual([]);
  });

  it('asks nobody otherwise, allows nothing, and has the way to the settings lead to their page', async () => {
    const page = await open([]);
    await page.until(() => customElements.get('privacy-banner') !== undefined);
    await page.click('.np-settings');
    await page.until(() => location.pathname === '/choices');
    expect(page.faults).toEqual([]);
  });
});

const start = ({ engine }: BrowserUnderTest, decorators: readonly ClassDecorator[]): Promise<ConsentApp> =>
  startConsentApp({
    database: testDatabases()[0]!,
    adapter: ADAPTERS[engine],
    imports: [ClientModule.forRoot()],
    controllers: [Shop],
    providers: [{ provide: APP_INTERCEPTOR, useClass: Envelope }],
    consent: { rateLimit: 'off' },
    extras: { decorators },
  });
