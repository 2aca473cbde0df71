import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  Controller,
  ForbiddenException,
  Get,
  Header,
  type INestApplication,
  Inject,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost } from '@nestjs/core';
import {
  type ConsentSnapshot,
  ConsentReader,
  CoreModule,
  type RequestLike,
  RequestView,
  TrackingStatusNotifier,
} from '@nest-privacy/core';
import { onEveryRequest } from '@nest-privacy/core/kit';
import { exchange, startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { type DntModuleExtras, type DntModuleOptions } from './dnt.options.js';
import { DntModule } from './dnt.module.js';

type AnyRequest = RequestLike & { raw?: RequestLike; dnt?: boolean | null; gpc?: boolean };

@Controller()
class PagesController {
  constructor(@Inject(TrackingStatusNotifier) private readonly notifier: TrackingStatusNotifier) {}

  @Get()
  page(): string {
    return 'page';
  }

  @Get('signals')
  signals(@Req() request: AnyRequest): object {
    const raw = request.raw as AnyRequest | undefined;
    return { own: [request.dnt, request.gpc], raw: raw ? [raw.dnt, raw.gpc] : [request.dnt, request.gpc] };
  }

  @Get('own-tk')
  ownTk(@Res() response: { raw?: ServerResponse } & ServerResponse): void {
    (response.raw ?? response)
      .writeHead(200, 'Fine', ['Tk', 'P', 'Vary', 'Origin', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
      .end();
  }

  @Get('change')
  read(@Req() request: AnyRequest): string {
    this.notifier.statusChanged(RequestView.of(request.raw ?? request));
    return 'not changed';
  }

  @Post('change')
  change(@Req() request: AnyRequest): string {
    this.notifier.statusChanged(RequestView.of(request.raw ?? request));
    return 'changed';
  }

  @Post('change-own')
  @Header('Tk', 'P')
  changeOwn(@Req() request: AnyRequest): string {
    return this.change(request);
  }
}

const CHUNKED = 'Content-Type: application/json\r\nTransfer-Encoding: chunked';

describe.each(TEST_ADAPTERS)('DntModule on %s', (adapter) => {
  let server: TestApp | undefined;

  async function start(
    options: DntModuleOptions & DntModuleExtras,
    more: {
      providers?: NonNullable<Parameters<typeof startTestApp>[0]['providers']>;
      configure?: (app: INestApplication) => void;
    } = {},
  ): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot(), DntModule.forRoot({ honours: true, ...options, isGlobal: true })],
      controllers: [PagesController],
      ...more,
      configure: (app) => {
        app.useLogger(false);
        more.configure?.(app);
      },
    });
    const { url } = server;
    return (path, init) => fetch(url + path, { redirect: 'manual', ...init });
  }
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('sets dnt and gpc on the request a handler sees, and on the raw one', async () => {
    const request = await start({});
    const seen = async (headers: Record<string, string>) => (await request('/signals', { headers })).json();
    expect(await seen({ DNT: '1', 'Sec-GPC': '1' })).toEqual({ own: [true, true], raw: [true, true] });
    expect(await seen({ DNT: '0' })).toEqual({ own: [false, false], raw: [false, false] });
    expect(await seen({})).toEqual({ own: [null, false], raw: [null, false] });
  });

  it('does not read GPC when it is off', async () => {
    const request = await start({ gpc: 'off' });
    const response = await request('/signals', { headers: { 'Sec-GPC': '1' } });
    expect(response.headers.get('tk')).toBe('T');
    expect(await response.json()).toEqual({ own: [null, false], raw: [null, false] });
  });

  it('answers under /.well-known whatever prefix, guard or session the application has, and records nothing', async () => {
    const seen: string[] = [];
    const deny = {
      provide: APP_GUARD,
      useValue: {
        canActivate: () => {
          throw new ForbiddenException();
        },
      },
    };
    const request = await start(
      { gpc: { gpc: true }, effPolicy: 'Do Not Track Compliance Policy\n' },
      {
        providers: [deny],
        configure: (app) => {
          app.setGlobalPrefix('api');
          onEveryRequest(app.get(HttpAdapterHost), (view, _request, response) => {
            seen.push(view.path);
            response.setHeader('Set-Cookie', 'sid=1');
          });
        },
      },
    );
    const types: Record<string, string> = {
      '/.well-known/dnt': 'application/tracking-status+json',
      '/.well-known/dnt/': 'application/tracking-status+json',
      '/.well-known/gpc.json': 'application/json',
      '/.well-known/dnt-policy.txt': 'text/plain',
    };
    const outer = server!.app.getHttpServer() as Server;
    const emit = outer.emit.bind(outer) as (...args: unknown[]) => boolean;
    outer.emit = (...args: unknown[]) => {
      if (args[0] === 'request') (args[2] as ServerResponse).setHeader('Set-Cookie', 'monitor=1');
      return emit(...args);
    };
    for (const [path, type] of Object.entries(types)) {
      const response = await request(path);
      expect([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('set-cookie'),
        response.headers.get('etag'),
      ]).toEqual([200, type, null, null]);
    }
    expect(await (await request('/.well-known/dnt-policy.txt')).text()).toBe('Do Not Track Compliance Policy\n');
    expect(seen).toEqual([]);
    const page = await request('/api');
    expect([page.status, page.headers.get('tk'), page.headers.get('vary')]).toEqual([403, 'T', 'DNT, Sec-GPC']);
    expect(seen).toEqual(['/api']);
  });

  it.each([
    ['400', 'garbage\r\n\r\n', 'T'],
    ['400', 'GET / HTTP/1.1\r\n\r\n', 'T'],
    ['400', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nDNT: 1\r\n\r\n', 'N'],
    ['400', `POST /change HTTP/1.1\r\nHost: a\r\nDNT: 1\r\n${CHUNKED}\r\n\r\nzz\r\n\r\n`, 'N'],
    ['405', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\nSec-GPC: 1\r\n\r\n', 'N'],
    ['417', 'GET / HTTP/1.1\r\nHost: a\r\nDNT: 1\r\nExpect: rain\r\n\r\n', 'N'],
    ['431', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 'T'],
  ])('tells the status also with the %s that no framework sends: %#', async (status, bytes, tk) => {
    await start({});
    const [head = ''] = (await exchange(server!.url, bytes)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toMatch(new RegExp(`^tk: ${tk}$`, 'im'));
    expect(head).toMatch(/^vary: DNT, Sec-GPC$/im);
  });

  it('leaves to the application what it is not asked to serve', async () => {
    const request = await start({});
    expect((await request('/.well-known/gpc.json')).status).toBe(404);
    expect((await request('/.well-known/dnt-policy.txt')).status).toBe(404);
    await server?.close();
    const without = await start({ routes: 'none' });
    const response = await without('/.well-known/dnt/');
    expect([response.status, response.headers.get('tk')]).toEqual([404, 'T']);
  });

  it('refuses to be written, and says how it can be read', async () => {
    const request = await start({ statuses: { ads: { tracking: 'T' } } });
    for (const path of ['/.well-known/dnt/', '/.well-known/dnt/ads', '/.well-known/dnt/unknown']) {
      const response = await request(path, { method: 'DELETE', body: 'x'.repeat(100_000) });
      expect([response.status, response.headers.get('allow'), response.headers.get('tk')]).toEqual([
        405,
        'GET, HEAD, OPTIONS',
        'T',
      ]);
      expect(await response.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
    }
    expect((await request('/.well-known/dnt/', { method: 'OPTIONS' })).status).toBe(204);
  });

  it('derives a status that has no value of its own', async () => {
    const request = await start({ statuses: { page: {} } });
    const value = async (headers: Record<string, string>) =>
      ((await (await request('/.well-known/dnt/page', { headers })).json()) as { tracking: string }).tracking;
    expect([await value({ DNT: '1' }), await value({})]).toEqual(['N', 'T']);
  });

  it('merges Vary with that of CORS, and stands on preflights and errors', async () => {
    const request = await start(
      {},
      { configure: (app) => app.enableCors({ origin: ['https://a.example', 'https://b.example'] }) },
    );
    const origin = { Origin: 'https://a.example', DNT: '1' };
    const page = await request('/', { headers: origin });
    expect(page.headers.get('vary')?.split(', ').sort()).toEqual(['DNT', 'Origin', 'Sec-GPC']);
    const preflight = await request('/', {
      method: 'OPTIONS',
      headers: { ...origin, 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.headers.get('vary')).toMatch(/Origin.*, DNT, Sec-GPC$/);
    expect(preflight.headers.get('tk')).toBe('N');
    const malformed = await request('/change', {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json', DNT: '1' },
    });
    expect([malformed.status, malformed.headers.get('tk'), malformed.headers.get('dnt')]).toEqual([400, 'N', '1']);
  });

  it('keeps what a handler writes past the framework: its Tk, reason and cookies', async () => {
    const request = await start({});
    const response = await request('/own-tk');
    expect([response.status, response.statusText, response.headers.get('tk')]).toEqual([200, 'Fine', 'P']);
    expect(response.headers.get('vary')).toBe('Origin, DNT, Sec-GPC');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('says U only where a request could change something', async () => {
    const request = await start({});
    const tk = async (method: string) =>
      (await request('/change', { method, headers: { DNT: '1' } })).headers.get('tk');
    expect([await tk('POST'), await tk('GET'), await tk('HEAD')]).toEqual(['U', 'N', 'N']);
    expect((await request('/change-own', { method: 'POST' })).headers.get('tk')).toBe('U');
    await server?.close();
    const legacy = await start({ mode: 'legacy' });
    expect((await legacy('/change', { method: 'POST' })).headers.get('tk')).toBe('T');
  });

  it('survives a reader of consent and a disregard that throw, and takes neither for consent', async () => {
    const broken = {
      read: (): ConsentSnapshot => {
        throw new Error('broken');
      },
    };
    const request = await start(
      {
        config: '/consent',
        policy: '/privacy',
        disregard: () => {
          throw new Error('broken');
        },
      },
      { configure: (app) => app.useLogger(false) },
    );
    expect((await request('/', { headers: { DNT: '1' } })).headers.get('tk')).toBe('N');
    await server?.close();
    server = await startTestApp({
      adapter,
      imports: [
        CoreModule.forRoot(),
        DntModule.forRoot({
          config: '/consent',
          honours: true,
          extraProviders: [{ provide: ConsentReader, useValue: broken }],
        }),
      ],
      configure: (app) => app.useLogger(false),
    });
    const response = await fetch(server.url, { headers: { DNT: '1' } });
    expect([response.status, response.headers.get('tk')]).toEqual([404, 'N']);
  });

  it('disregards the DNT: 1 of some, and Vary says by what', async () => {
    const request = await start({
      policy: '/privacy',
      disregard: (view) => view.header('user-agent')?.includes('MSIE') === true,
    });
    const asked = (headers: Record<string, string>) => request('/', { headers });
    const old = await asked({ DNT: '1', 'User-Agent': 'MSIE 10.0' });
    expect([old.headers.get('tk'), old.headers.get('vary')]).toEqual(['D', 'DNT, Sec-GPC, User-Agent']);
    expect((await asked({ DNT: '1', 'Sec-GPC': '1', 'User-Agent': 'MSIE 10.0' })).headers.get('tk')).toBe('N');
    expect((await asked({ 'User-Agent': 'MSIE 10.0' })).headers.get('tk')).toBe('T');
    expect((await asked({ DNT: '1', 'User-Agent': 'Other' })).headers.get('tk')).toBe('N');
  });

  it('tells of an opt-out once a session, after the response, and whatever the hook throws', async () => {
    const told: string[] = [];
    const request = await start({
      onOptOutSignal: {
        sessionOf: (view) => view.cookie('sid'),
        handle: (view) => {
          told.push(`${view.cookie('sid')} ${(view.raw as IncomingMessage & { user?: string }).url}`);
          throw new Error('broken');
        },
      },
    });
    const visit = (cookie: string, headers: Record<string, string>) =>
      request('/', { headers: { Cookie: cookie, ...headers } });
    await visit('sid=a', {});
    await visit('sid=a', { DNT: '1' });
    await visit('sid=a', { 'Sec-GPC': '1' });
    await visit('sid=b', { 'Sec-GPC': '1' });
    await visit('other=1', { DNT: '1' });
    await visit('sid=c', { DNT: '0' });
    await request('/.well-known/dnt/', { headers: { Cookie: 'sid=d', DNT: '1' } });
    await server?.close();
    expect(told).toEqual(['a /', 'b /']);
  });
});
