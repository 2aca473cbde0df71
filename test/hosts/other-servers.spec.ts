import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import {
  ANALYTICS_ENTITIES,
  ANALYTICS_MIGRATIONS,
  AnalyticsModule,
  AnalyticsStatistics,
} from '@nest-privacy/analytics';
import { waitUntilStored } from '@nest-privacy/analytics/testing';
import { CoreModule } from '@nest-privacy/core';
import { type AdapterName, type DisposableDatabase, testDatabases } from '@nest-privacy/core/testing';
import { DntModule } from '@nest-privacy/dnt';
import { Controller, Get, Header, type INestApplication, Logger, Module, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks an application that does not listen. */
type Ask = (path: string, headers: Readonly<Record<string, string>>) => Promise<Answer>;

interface Way {
  readonly ask: Ask;
  readonly close: () => Promise<void>;
}

const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  host: 'localhost',
};

@Controller()
class Pages {
  @Get('page')
  @Header('content-type', 'text/html')
  page(@Req() request: { readonly dnt?: unknown; readonly gpc?: unknown }): string {
    return JSON.stringify([request.dnt, request.gpc]);
  }
}

/** A server of the application's own, around the framework's handler. */
async function ownServer(handler: RequestListener): Promise<Way> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ask: async (path, headers) => {
      const response = await fetch(url + path, { headers });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a response writes to its connection. */
class Sink extends Socket {
  written = '';

  override write(chunk: Uint8Array | string, ...rest: unknown[]): boolean {
    this.written += Buffer.from(chunk as Uint8Array).toString();
    (rest.find((argument) => typeof argument === 'function') as (() => void) | undefined)?.();
    return true;
  }
}

/** As serverless wrappers call a handler: with a request and a response of their own making, and no connection. */
function serverless(handler: RequestListener): Way {
  const ask: Ask = (url, headers) =>
    new Promise((resolve) => {
      const [request, sink] = [new IncomingMessage(new Socket()), new Sink()];
      Object.assign(request, { method: 'GET', url, headers, complete: true, httpVersionMajor: 1, httpVersionMinor: 0 });
      request.push(null);
      const response = new ServerResponse(request);
      response.assignSocket(sink);
      response.once('finish', () => {
        const [head = '', body = ''] = sink.written.split('\r\n\r\n');
        const fields = head.split('\r\n').slice(1);
        const sent = fields.map((line) => [line.split(':')[0]!.toLowerCase(), line.slice(line.indexOf(':') + 2)]);
        resolve({
          status: response.statusCode,
          headers: Object.fromEntries(sent) as object as Answer['headers'],
          body,
        });
      });
      handler(request, response);
    });
  return { ask, close: () => Promise.resolve() };
}

const WAYS: readonly (readonly [string, AdapterName, (app: INestApplication) => Promise<Way>])[] = [
  [
    "Fastify's inject()",
    'fastify',
    (app) =>
      Promise.resolve({
        ask: async (url, headers) => {
          const {
            statusCode,
            headers: sent,
            body,
          } = await (app as NestFastifyApplication).inject({ method: 'GET', url, headers });
          return { status: statusCode, headers: sent, body };
        },
        close: () => Promise.resolve(),
      }),
  ],
  ['a server of its own', 'express', (app) => ownServer(app.getHttpAdapter().getInstance() as RequestListener)],
  [
    'a server of its own',
    'fastify',
    (app) =>
      ownServer((request, response) =>
        (app as NestFastifyApplication).getHttpAdapter().getInstance().routing(request, response),
      ),
  ],
  [
    'a serverless wrapper',
    'express',
    (app) => Promise.resolve(serverless(app.getHttpAdapter().getInstance() as RequestListener)),
  ],
  [
    'a serverless wrapper',
    'fastify',
    (app) =>
      Promise.resolve(
        serverless((request, response) =>
          (app as NestFastifyApplication).getHttpAdapter().getInstance().routing(request, response),
        ),
      ),
  ],
];

describe.each(WAYS)('by %s on %s, without a request on the own server', (_name, adapter, open) => {
  let place: DisposableDatabase;
  let app: INestApplication;
  let way: Way;
  let warn: jest.SpyInstance;

  beforeAll(async () => {
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    place = await testDatabases()[0]!.create();
    @Module({
      imports: [
        CoreModule.forRoot(),
        TypeOrmModule.forRoot({
          ...(place.options as object),
          entities: ANALYTICS_ENTITIES,
          migrations: ANALYTICS_MIGRATIONS,
          migrationsRun: true,
        }),
        DntModule.forRoot({ honours: true, isGlobal: true }),
        AnalyticsModule.forRoot({ flushInterval: 20 }),
      ],
      controllers: [Pages],
    })
    class Application {}
    app =
      adapter === 'fastify'
        ? await NestFactory.create(Application, new FastifyAdapter(), { logger: false })
        : await NestFactory.create(Application, { logger: false });
    await app.init();
    if (adapter === 'fastify') await (app as NestFastifyApplication).getHttpAdapter().getInstance().ready();
    way = await open(app);
  });
  afterAll(async () => {
    await way.close();
    await app.close();
    await place.drop();
    warn.mockRestore();
  });

  it('hands the signals to the handler, and tells the status', async () => {
    const { status, headers, body } = await way.ask('/page', { ...BROWSER, dnt: '1', 'sec-gpc': '1' });
    expect([status, body]).toEqual([200, '[true,true]']);
    expect(headers).toMatchObject({ tk: 'N', vary: expect.stringMatching(/DNT/i) as string });
  });

  it('tells the status where nothing is found', async () => {
    expect(await way.ask('/nowhere', BROWSER)).toMatchObject({ status: 404, headers: { tk: 'T' } });
  });

  it('answers for the tracking status', async () => {
    const { status, headers, body } = await way.ask('/.well-known/dnt/', BROWSER);
    expect([status, headers['content-type']]).toEqual([200, 'application/tracking-status+json']);
    expect(JSON.parse(body)).toMatchObject({ tracking: 'T' });
  });

  it('counts the page', async () => {
    await way.ask('/page', BROWSER);
    await waitUntilStored(app, 1);
    const today = new Date().toISOString().slice(0, 10);
    const { metrics } = await app.get(AnalyticsStatistics).aggregate({ site: 'default', from: today, to: today });
    expect(metrics.pageviews).toBeGreaterThan(0);
  });

  it('says so once', () => {
    const told = warn.mock.calls.filter(([message]) =>
      /another way than the application's own server/.test(String(message)),
    );
    expect(told).toHaveLength(1);
  });
});
