import { type ServerResponse } from 'node:http';
import { HttpAdapterHost } from '@nestjs/core';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { exchange, startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { beforeHeaders, type HeadListener } from './before-headers.js';
import { onEveryRequest } from './on-every-request.js';
import { type ResponseHead } from './response-head.js';

const SHARED = Object.freeze({ vary: 'Origin', 'set-cookie': 'own=1', 'content-type': 'text/html; charset=utf-8' });

/** Every way of sending headers that Node knows. */
const WAYS: Record<string, (response: ServerResponse) => void> = {
  implicit: (response) => response.setHeader('Vary', 'Origin').setHeader('Set-Cookie', 'own=1').end('x'),
  'implicit-write': (response) => {
    response.setHeader('Vary', 'Origin').setHeader('Set-Cookie', 'own=1');
    response.write('x');
    response.end();
  },
  'status-only': (response) =>
    response.setHeader('Vary', 'Origin').setHeader('Set-Cookie', 'own=1').writeHead(200).end('x'),
  object: (response) => response.writeHead(200, SHARED).end('x'),
  'object-and-set': (response) =>
    response.setHeader('Set-Cookie', 'own=1').setHeader('Vary', 'lost').writeHead(200, { VARY: 'Origin' }).end('x'),
  reason: (response) => response.writeHead(200, 'Fine', SHARED).end('x'),
  flat: (response) =>
    response.writeHead(200, ['Vary', 'Origin', 'Set-Cookie', 'own=1', 'Set-Cookie', 'own=2']).end('x'),
  'flat-and-set': (response) => response.setHeader('Set-Cookie', 'own=1').writeHead(200, ['Vary', 'Origin']).end('x'),
  'not-modified': (response) => response.writeHead(304, SHARED).end(),
  again: (response) => {
    expect(() => response.writeHead(200, { 'X-Broken': 'a\nb' })).toThrow(/Invalid character/);
    response.writeHead(500, SHARED).end('x');
  },
  twice: (response) => {
    response.writeHead(200, SHARED);
    expect(() => response.writeHead(200)).toThrow(/after they are sent/);
    response.end('x');
  },
};

@Controller()
class WaysController {
  @Get('framework')
  framework(): string {
    return 'x';
  }

  @Get(':way')
  way(@Param('way') way: string, @Res() given: ServerResponse & { raw?: ServerResponse; hijack?: () => void }): void {
    given.hijack?.();
    WAYS[way]!(given.raw ?? given);
  }
}

const heard: string[] = [];

const joining: HeadListener = {
  beforeHeaders(head: ResponseHead): void {
    heard.push(`${head.status} ${head.mediaType}`);
    head.set('Vary', 'vary', `${head.get('vary') ?? 'nothing'}, DNT`);
    head.addCookies(['ours=1; Path=/']);
  },
};
const failing: HeadListener = {
  beforeHeaders(): void {
    throw new Error('a listener failed');
  },
};
const last: HeadListener = {
  beforeHeaders(head: ResponseHead): void {
    head.set('Vary', 'vary', `${head.get('vary')!}, Sec-GPC`);
  },
};

describe.each(TEST_ADAPTERS)('beforeHeaders under %s', (adapter) => {
  let server: TestApp;
  const fetchHead = async (path: string): Promise<Headers> => {
    const response = await fetch(server.url + path);
    await response.text();
    return response.headers;
  };

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      controllers: [WaysController],
      configure: (app) => {
        app.useLogger(false);
        onEveryRequest(app.get(HttpAdapterHost), (view, _request, response) => {
          for (const listener of [joining, failing, last, joining]) beforeHeaders(view, response, listener);
        });
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => void heard.splice(0));

  it.each(Object.keys(WAYS))('lets every listener in turn complete headers that are sent by %s', async (way) => {
    const headers = await fetchHead(`/${way}`);
    expect(headers.get('vary')).toBe('Origin, DNT, Sec-GPC');
    expect(headers.getSetCookie().filter((cookie) => cookie !== 'own=2')).toEqual(['own=1', 'ours=1; Path=/']);
    expect(SHARED['set-cookie']).toBe('own=1');
  });

  it('tells status and media type, once a response', async () => {
    await fetchHead('/reason');
    await fetchHead('/not-modified');
    expect(heard).toEqual(['200 text/html', '304 text/html']);
  });

  it('completes what the framework sends by itself, and what it refuses', async () => {
    for (const path of ['/framework', '/no/where']) {
      const headers = await fetchHead(path);
      expect(headers.get('vary')).toMatch(/DNT, Sec-GPC$/);
      expect(headers.getSetCookie()).toEqual(['ours=1; Path=/']);
    }
    expect(await exchange(server.url, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [^]*DNT, Sec-GPC/);
  });

  it('keeps both cookies of a list that already has several', async () => {
    expect((await fetchHead('/flat')).getSetCookie()).toEqual(['own=1', 'own=2', 'ours=1; Path=/']);
  });
});
