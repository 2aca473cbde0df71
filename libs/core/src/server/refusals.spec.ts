import { connect as connectHttp2, constants } from 'node:http2';
import { Controller, Get, type INestApplication, Post } from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { exchange, startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { onEveryRequest, takeOver } from './on-every-request.js';

@Controller()
class PagesController {
  @Get('page')
  page(): string {
    return 'the page';
  }

  @Post('page')
  change(): string {
    return 'changed';
  }
}

const HOST = 'Host: a.example';
const GET = `GET /page HTTP/1.1\r\n${HOST}`;
const POST = `POST /page HTTP/1.1\r\n${HOST}\r\nContent-Type: application/json`;

const REFUSED: readonly (readonly [what: string, bytes: string, status: number, code: string])[] = [
  ['no host', 'GET /page HTTP/1.1\r\n\r\n', 400, 'HOST_INVALID'],
  ['two hosts', `${GET}\r\nhost: b.example\r\n\r\n`, 400, 'HOST_INVALID'],
  ['twice the same host', `${GET}\r\n${HOST}\r\n\r\n`, 400, 'HOST_INVALID'],
  ['two hosts far apart', `${GET}\r\n${'A:\r\n'.repeat(2_500)}${HOST}\r\n\r\n`, 400, 'HOST_INVALID'],
  ['a host that is none', 'GET /page HTTP/1.1\r\nHost: a.example/b\r\n\r\n', 400, 'HOST_INVALID'],
  ['a list of hosts', 'GET /page HTTP/1.1\r\nHost: a.example, b.example\r\n\r\n', 400, 'HOST_INVALID'],
  ['a target on another host', `GET http://b.example/page HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, 'HOST_INVALID'],
  ['a host with credentials', `GET http://u:p@a.example/page HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, 'HOST_INVALID'],
  ['an unknown expectation', `${GET}\r\nExpect: a-miracle\r\n\r\n`, 417, 'EXPECTATION_FAILED'],
  ['too much of a header', `${GET}\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'REQUEST_HEADER_FIELDS_TOO_LARGE'],
  ['no HTTP', 'hello\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  ['an unknown method', `FETCH /page HTTP/1.1\r\n${HOST}\r\n\r\n`, 400, 'REQUEST_MALFORMED'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  [
    'two lengths',
    `${POST}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'REQUEST_MALFORMED',
  ],
  ['a broken chunk', `${POST}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`, 400, 'REQUEST_MALFORMED'],
  ['a tunnel', `CONNECT b.example:443 HTTP/1.1\r\n${HOST}\r\n\r\n`, 405, 'METHOD_NOT_ALLOWED'],
];

describe.each(TEST_ADAPTERS)('what is no proper request, under %s', (adapter) => {
  let server: TestApp;
  let seen: string[];

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      controllers: [PagesController],
      configure: (app) => {
        const host = app.get(HttpAdapterHost);
        takeOver(host, (request, response) => {
          if (request.url !== '/taken') return false;
          response.end('taken');
          return true;
        });
        onEveryRequest(host, (view, _request, response) => {
          response.setHeader('X-Seen', '1');
          response.once('finish', () => seen.push(`${view.method} ${response.statusCode}`));
        });
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => (seen = []));

  it.each(REFUSED)('refuses %s by a problem document, as every listener sees', async (_what, bytes, status, code) => {
    const answer = await exchange(server.url, bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toMatch(/^content-type: application\/problem\+json$/im);
    expect(head).toMatch(/^connection: close$/im);
    expect(head).toMatch(/^x-seen: 1$/im);
    expect(JSON.parse(body)).toMatchObject({ status, code, detail: expect.any(String) });
    expect(seen).toEqual([expect.stringMatching(new RegExp(`^[A-Z]* ${status}$`))]);
  });

  it('lets the client read the refusal of what it is still sending', async () => {
    const answer = await exchange(server.url, `${GET}\r\nX-Long: ${'x'.repeat(4_000_000)}\r\n\r\n`);
    expect(answer).toContain('HTTP/1.1 431 ');
  });

  it.each(['GET /taken HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 'GET http://b/taken HTTP/1.1\r\nHost: a\r\n\r\n'])(
    'refuses it also where somebody takes over: %j',
    async (bytes) => {
      expect(await exchange(server.url, bytes)).toContain('HTTP/1.1 400 ');
    },
  );

  it.each([
    ['HTTP/1.0 without a host', 'GET /page HTTP/1.0\r\n\r\n'],
    ['an absolute target', 'GET HTTP://A.example/page HTTP/1.1\r\nHost: a.EXAMPLE\r\n\r\n'],
    ['a port', 'GET /page HTTP/1.1\r\nHost: a.example:8080\r\n\r\n'],
    ['an address', 'GET /page HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n'],
    [
      'a wish for another protocol, which nobody has to grant',
      `${GET}\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n`,
    ],
  ])('serves %s', async (_what, bytes) => {
    const answer = await exchange(server.url, bytes, 1);
    expect(answer).toContain('HTTP/1.1 200 ');
    expect(seen).toEqual(['GET 200']);
  });

  it('answers once, though the body of what was answered never comes', async () => {
    const answer = await exchange(server.url, `${GET}\r\nContent-Length: 100\r\n\r\n`, 1);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200']);
  });

  it('answers what came before a broken body first', async () => {
    const answer = await exchange(server.url, `${GET}\r\n\r\n${POST}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(answer).toContain('the page');
  });

  it('answers what came before the garbage first', async () => {
    const answer = await exchange(server.url, `${GET}\r\n\r\ngarbage\r\n\r\n`);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(answer).toContain('the page');
  });
});

describe.each(TEST_ADAPTERS)('a server of few requests a connection, under %s', (adapter) => {
  it('outlives garbage behind the answers that Node gives by itself', async () => {
    const server = await startTestApp({
      adapter,
      controllers: [PagesController],
      configure: (app) => {
        Object.assign(app.getHttpServer() as object, { maxRequestsPerSocket: 1 });
        onEveryRequest(app.get(HttpAdapterHost), () => undefined);
      },
    });
    const failures: unknown[] = [];
    const fail = (error: unknown): void => void failures.push(error);
    process.prependListener('uncaughtException', fail);
    await exchange(server.url, `${GET}\r\n\r\n${GET}\r\n\r\ngarbage\r\n\r\n`);
    expect(await exchange(server.url, `${GET}\r\n\r\n`, 1)).toContain('HTTP/1.1 200 ');
    process.removeListener('uncaughtException', fail);
    expect(failures).toEqual([]);
    await server.close();
  });
});

describe('over HTTP/2', () => {
  let app: INestApplication;
  afterEach(() => app.close());

  const statusOf = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const session = connectHttp2(url);
      const stream = session.request(headers);
      stream.once('response', (answer) => {
        session.destroy();
        resolve(Number(answer[constants.HTTP2_HEADER_STATUS]));
      });
      stream.once('error', reject);
    });

  it('sees every request, and opens no tunnels', async () => {
    app = await NestFactory.create(
      { module: class {}, controllers: [PagesController] },
      new FastifyAdapter({ http2: true }),
      { logger: false },
    );
    const seen: string[] = [];
    onEveryRequest(app.get(HttpAdapterHost), (view) => void seen.push(view.method));
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    expect(await statusOf(url, { ':path': '/page' })).toBe(200);
    expect(await statusOf(url, { ':method': 'CONNECT', ':authority': 'b.example:443' })).toBe(405);
    expect(seen).toEqual(['GET', 'CONNECT']);
  });
});
