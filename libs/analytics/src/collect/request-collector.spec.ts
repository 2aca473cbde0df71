import { type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Controller, Get, Header, HttpCode, Param, Post, Redirect, Req, Sse, UseInterceptors } from '@nestjs/common';
import { AdminAccess, RequestView } from '@nest-privacy/core';
import { answerNoPage, NoPage } from '@nest-privacy/core/kit';
import { TEST_ADAPTERS, waitUntil } from '@nest-privacy/core/testing';
import { of } from 'rxjs';
import { AnalyticsInterceptor } from '../analytics.interceptor.js';
import { AnalyticsService } from '../analytics.service.js';
import { NoTrack } from '../decorators/no-track.decorator.js';
import { TrackPage } from '../decorators/track-page.decorator.js';
import { waitUntilStored } from '../testing/index.js';
import { type AnalyticsApp, startAnalyticsApp } from '../../test/analytics-app.js';
import { storedEvents } from '../../test/stored-events.js';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const HTML = 'text/html; charset=utf-8';

@Controller()
class PagesController {
  @Get('articles/:slug')
  @Header('Content-Type', HTML)
  article(@Param('slug') slug: string): string {
    return `<h1>${slug}</h1>`;
  }

  @Get('json')
  json(): object {
    return { a: 1 };
  }

  @Get('tracked-json')
  @TrackPage({ title: 'An API', name: 'api' })
  tracked(): object {
    return { a: 1 };
  }

  @Get('untracked')
  @NoTrack()
  @Header('Content-Type', HTML)
  untracked(): string {
    return 'x';
  }

  @Get('created')
  @HttpCode(201)
  @Header('Content-Type', HTML)
  created(): string {
    return 'x';
  }

  @Get('moved')
  @Redirect('/articles/a', 302)
  moved(): void {}

  @Sse('stream')
  @TrackPage()
  stream(): unknown {
    return of({ data: 'x' });
  }

  @Post('form')
  @Header('Content-Type', HTML)
  form(): string {
    return 'x';
  }

  @Get('probe')
  @NoPage()
  @Header('Content-Type', HTML)
  probe(): string {
    return 'x';
  }

  @Get('answered')
  @Header('Content-Type', HTML)
  answered(@Req() request: { raw?: IncomingMessage } & IncomingMessage): string {
    answerNoPage(RequestView.of(request.raw ?? request));
    return 'x';
  }

  @Get('drafts/:name')
  @Header('Content-Type', HTML)
  draft(): string {
    return 'x';
  }

  @Get('slow')
  @Header('Content-Type', HTML)
  async slow(
    @Req() request: { raw?: { socket: { destroyed: boolean } }; socket: { destroyed: boolean } },
  ): Promise<string> {
    const { socket } = request.raw ?? request;
    await waitUntil('the client is gone', () => socket.destroyed);
    return 'x';
  }

  @Get('sentinel')
  @Header('Content-Type', HTML)
  sentinel(): string {
    return 'x';
  }
}

@NoPage()
@Controller('service')
class ServiceController {
  @Get('status')
  @Header('Content-Type', HTML)
  status(): string {
    return 'x';
  }

  @Get('report')
  @TrackPage({ name: 'report' })
  @Header('Content-Type', HTML)
  report(): string {
    return 'x';
  }
}

@Controller()
class CatchAllController {
  @Get('*')
  @Header('Content-Type', HTML)
  anything(): string {
    return 'x';
  }
}

@Controller('bound')
class BoundController {
  @Get('yes')
  @UseInterceptors(AnalyticsInterceptor)
  @Header('Content-Type', HTML)
  yes(): string {
    return 'x';
  }

  @Get('no')
  @Header('Content-Type', HTML)
  no(): string {
    return 'x';
  }
}

describe.each(TEST_ADAPTERS)('page views under %s', (adapter) => {
  let app: AnalyticsApp;

  const visit = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(app.url + path, {
      redirect: 'manual',
      ...init,
      headers: { 'User-Agent': FIREFOX, 'Accept-Language': 'de-DE,de;q=0.9', ...init.headers },
    });

  beforeAll(async () => {
    app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController, ServiceController, CatchAllController],
      analytics: { ignorePaths: ['/drafts/*.html'] },
    });
  });
  afterAll(() => app.close());
  afterEach(() => app.source.query('DELETE FROM "privacy_analytics_event"'));

  /** What is stored once a sentinel page view, sent last, is. */
  const stored = async (): ReturnType<typeof storedEvents> => {
    await visit('/sentinel');
    await waitUntil('the sentinel is stored', async () => {
      await app.app.get(AnalyticsService).flush();
      return (await storedEvents(app.source)).some(({ page }) => page === '/sentinel');
    });
    return (await storedEvents(app.source)).filter(({ page }) => page !== '/sentinel');
  };

  it('are stored with template, path, host, referrer, language and user agent class', async () => {
    await visit('/articles/privacy?utm_source=x', { headers: { Referer: 'https://search.example/find?q=secret#x' } });
    expect(await stored()).toEqual([
      {
        at: expect.any(Number),
        visitor: expect.stringMatching(/^\d+$/),
        site: 'default',
        page: '/articles/privacy',
        route: '/articles/:slug',
        host: new URL(app.url).host,
        referrer: 'https://search.example/find',
        client: 'desktop|Firefox|Linux|de-de',
        title: '',
        name: '',
        flags: 0,
        properties: '',
      },
    ]);
  });

  it.each([
    ['zh-Hant-TW;q=1', 'zh-hant-tw'],
    ['es-419,es', 'es-419'],
    ['de-DE-1996-x-jane-doe', 'de-de'],
    ['en-u-ca-gregory', 'en'],
    ['x-jane-doe', ''],
    ['janedoe', ''],
    ['*', ''],
  ])('have of the language %s what many share: %s', async (language, kept) => {
    await visit('/articles/a', { headers: { 'Accept-Language': language } });
    expect(await stored()).toMatchObject([{ client: `desktop|Firefox|Linux|${kept}` }]);
  });

  it('take title and name from the decorator, whatever the type of the response', async () => {
    await visit('/tracked-json');
    expect(await stored()).toMatchObject([{ page: '/tracked-json', title: 'An API', name: 'api' }]);
  });

  it('know a link from a page of the same host', async () => {
    await visit('/articles/b', { headers: { Referer: `${app.url}/articles/a?x=1` } });
    expect(await stored()).toMatchObject([{ referrer: 'internal' }]);
  });

  it('include every successful status unless told otherwise', async () => {
    await visit('/created');
    expect(await stored()).toMatchObject([{ page: '/created' }]);
  });

  it.each([
    ['JSON', '/json', {}],
    ['a route with @NoTrack()', '/untracked', {}],
    ['a redirection', '/moved', {}],
    ['an event stream, even on a tracked route', '/stream', {}],
    ['a POST', '/form', { method: 'POST' }],
    ['a HEAD', '/articles/a', { method: 'HEAD' }],
    ['an OPTIONS', '/articles/a', { method: 'OPTIONS' }],
    ['a route with @NoPage()', '/probe', {}],
    ['a controller with @NoPage()', '/service/status', {}],
    ['an answer that says it is none', '/answered', {}],
    ['an ignored path', '/drafts/one.html', {}],
    ['a prefetch', '/articles/a', { headers: { 'Sec-Purpose': 'prefetch;prerender' } }],
    ['a prefetch of old', '/articles/a', { headers: { 'X-Moz': 'prefetch' } }],
    ['a prefetch by a script', '/articles/a', { headers: { 'X-Sec-Purpose': 'prefetch' } }],
  ])('are not counted for %s', async (_what, path, init) => {
    await (await visit(path, init)).text();
    expect(await stored()).toEqual([]);
  });

  it('are those of a route with @TrackPage() within a controller with @NoPage()', async () => {
    await visit('/service/report');
    expect(await stored()).toMatchObject([{ page: '/service/report', name: 'report' }]);
  });

  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const CHROME_IMAGE = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

  it.each([
    ['an icon', '/favicon.ico', { 'Sec-Fetch-Dest': 'image', Accept: CHROME_IMAGE }],
    ['an icon over plain http', '/favicon.ico', { Accept: CHROME_IMAGE }],
    ['an icon that a log tells of', '/favicon.ico', { Accept: 'text/html,*/*' }],
    ['a style sheet', '/style2.css', { 'Sec-Fetch-Dest': 'style', Accept: 'text/css,*/*;q=0.1' }],
    ['a style sheet over plain http', '/style2.css', { Accept: 'text/css,*/*;q=0.1' }],
    ['a style sheet without extension', '/style', { Accept: 'text/css,*/*;q=0.1' }],
    ['a script', '/app.js?v=2', { 'Sec-Fetch-Dest': 'script' }],
    ['a script over plain http', '/app.js?v=2', {}],
    ['an image', '/images/old.PNG', {}],
    ['a font', '/fonts/a.woff2', {}],
    ['robots.txt', '/robots.txt', { Accept: BROWSER }],
    ['a feed', '/feed.xml', {}],
    ['a document that a script fetches', '/articles/a', { 'Sec-Fetch-Dest': 'empty' }],
    ['a program that asks for JSON', '/articles/a', { Accept: 'application/json, text/plain, */*' }],
  ])('are not counted for %s that is answered with a page', async (_what, path, headers) => {
    const response = await visit(path, { headers: headers as Record<string, string> });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['a browser', '/reports/2026.html', { 'Sec-Fetch-Dest': 'document', Accept: BROWSER }],
    ['a frame', '/embedded', { 'Sec-Fetch-Dest': 'iframe', Accept: BROWSER }],
    ['a browser over plain http', '/reports/v1.2', { Accept: BROWSER }],
    ['a page whose name is that of a file', '/wiki/File:Cat.jpg', { 'Sec-Fetch-Dest': 'document', Accept: BROWSER }],
    ['a library that replaces the page in place', '/articles/a', { 'Sec-Fetch-Dest': 'empty', Accept: 'text/html' }],
    ['a client that does not say what it wants', '/articles/a', {}],
  ])('are counted for %s', async (_what, path, headers) => {
    await visit(path, { headers: headers as Record<string, string> });
    expect(await stored()).toMatchObject([{ page: path }]);
  });

  it('are kept apart for machines, whose number is known by reason', async () => {
    const before = app.app.get(AnalyticsService).drops();
    await visit('/articles/a', { headers: { 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' } });
    await visit('/articles/a', { headers: { 'User-Agent': '' } });
    expect(await stored()).toMatchObject([{ flags: 4 }, { flags: 4 }]);
    const { bot = 0, 'empty-user-agent': empty = 0 } = app.app.get(AnalyticsService).drops();
    expect([bot - (before.bot ?? 0), empty - (before['empty-user-agent'] ?? 0)]).toEqual([1, 1]);
  });

  it('are not counted when the client leaves before the end', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.write(`GET /slow HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${FIREFOX}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await visit('/articles/after');
    expect(await stored()).toMatchObject([{ page: '/articles/after' }]);
  });

  it('outlive hostile headers', async () => {
    await visit('/articles/a', {
      headers: {
        Referer: 'http://[',
        'Accept-Language': `${'x'.repeat(5_000)};;`,
        'User-Agent': `${FIREFOX} ${'y'.repeat(5_000)}`,
      },
    });
    await visit(`/articles/${'%00'.repeat(20)}`);
    expect(await stored()).toMatchObject([{ referrer: 'direct' }, { referrer: 'direct' }]);
  });
});

describe.each(TEST_ADAPTERS)('options of collection under %s', (adapter) => {
  const fetchAll = async (app: AnalyticsApp, paths: string[], headers: Record<string, string> = {}): Promise<void> => {
    for (const path of paths)
      await (
        await fetch(app.url + path, { redirect: 'manual', headers: { 'User-Agent': FIREFOX, ...headers } })
      ).text();
  };
  const run = async (
    options: Parameters<typeof startAnalyticsApp>[0],
    paths: string[],
    headers: Record<string, string> = {},
  ): Promise<Awaited<ReturnType<typeof storedEvents>>> => {
    const app = await startAnalyticsApp({ adapter, controllers: [BoundController, PagesController], ...options });
    try {
      await fetchAll(app, paths, headers);
      await fetchAll(app, ['/bound/yes']);
      await waitUntilStored(app.app, 1);
      await waitUntil('the last is stored', async () =>
        (await storedEvents(app.source)).some(({ page, route }) => (page || route).endsWith('/bound/yes')),
      );
      return (await storedEvents(app.source)).filter(({ page }) => !page.endsWith('/bound/yes'));
    } finally {
      await app.close();
    }
  };

  it('count exactly 200 alone', async () => {
    expect(await run({ analytics: { status: 'exactly-200' } }, ['/created', '/articles/a'])).toMatchObject([
      { page: '/articles/a' },
    ]);
  });

  it('count every GET', async () => {
    expect(await run({ analytics: { responses: 'every' } }, ['/json', '/stream'])).toMatchObject([{ page: '/json' }]);
  });

  it('keep only the template where paths hold personal data', async () => {
    expect(await run({ analytics: { path: 'template' } }, ['/articles/a'])).toMatchObject([
      { page: '/articles/:slug', route: '/articles/:slug' },
    ]);
  });

  it('count only what is bound to the interceptor', async () => {
    expect(await run({ analytics: { collect: 'bound' } }, ['/bound/no', '/articles/a'])).toEqual([]);
  });

  it('drop machines, mark them or take them for people', async () => {
    const bot = { 'User-Agent': 'Googlebot/2.1' };
    expect(await run({ analytics: { bots: 'drop' } }, ['/articles/a'], bot)).toEqual([]);
    expect(await run({ analytics: { bots: 'mark' } }, ['/articles/a'], bot)).toMatchObject([{ flags: 4 }]);
    expect(await run({ analytics: { bots: 'count' } }, ['/articles/a'], bot)).toMatchObject([{ flags: 0 }]);
  });

  it('drop what belongs to no site', async () => {
    const sites = [{ id: 'main', hosts: ['127.0.0.1'] }];
    const app = await startAnalyticsApp({ adapter, controllers: [PagesController], core: { sites } });
    await fetchAll(Object.assign({}, app, { url: app.url.replace('127.0.0.1', 'localhost') }), ['/articles/a']).catch(
      () => undefined,
    );
    const drops = app.app.get(AnalyticsService).drops();
    await app.close();
    expect(drops).toEqual({ 'site-unknown': 1 });
  });

  it('know the routes of the suite behind a global prefix, when every GET counts', async () => {
    const app = await startAnalyticsApp({
      adapter,
      controllers: [PagesController],
      analytics: { responses: 'every' },
      ports: [
        {
          provide: AdminAccess,
          useValue: { administratorOf: () => ({ id: 'ada', scopes: new Set(['analytics:read']) }) },
        },
      ],
      configure: (nest) => void nest.setGlobalPrefix('api'),
    });
    const question = await fetch(`${app.url}/api/admin/analytics/aggregate?from=2026-01-01&to=2026-01-02`);
    expect(question.status).toBe(200);
    await fetchAll(app, ['/api/probe', '/api/articles/a']);
    await waitUntilStored(app.app, 1);
    const rows = await storedEvents(app.source);
    await app.close();
    expect(rows).toMatchObject([{ page: '/api/articles/a', route: '/api/articles/:slug' }]);
  });
});
