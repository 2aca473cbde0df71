import { ServerResponse } from 'node:http';
import { Controller, ForbiddenException, Get, Post } from '@nestjs/common';
import { CoreModule } from '../core.module.js';
import { HttpAdapterHost } from '@nestjs/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { RouteMap } from '../request/route-map.js';
import { routeOf } from '../request/route.js';
import { onEveryRequest, onEveryResponse, serveAhead } from './on-every-request.js';

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

@Controller(['things', 'items'])
class ThingsController {
  @Get(':id/parts')
  parts(): string {
    return 'parts';
  }

  @Get('files/*')
  file(): string {
    return 'file';
  }

  @Get('refused')
  refused(): never {
    throw new ForbiddenException();
  }

  @Post()
  create(): string {
    return 'created';
  }
}

describe.each(TEST_ADAPTERS)('the raw server under %s', (adapter) => {
  let server: TestApp;
  const seen: string[] = [];
  const answered: string[] = [];
  const connections = new Set<object>();

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot()],
      controllers: [ThingsController],
      configure: (app) => {
        app.setGlobalPrefix('api');
        app.enableCors();
        onEveryResponse(app.get(HttpAdapterHost), {
          beforeHeaders: (head) => void answered.push(`head ${head.status}`),
          finished: (view, response) => void answered.push(`end ${response.statusCode} ${view.path}`),
        });
        serveAhead(app.get(HttpAdapterHost), {
          takes: ({ url }) => url === '/ahead',
          answer: (_, response) => void response.end('ahead of the framework'),
        });
        onEveryRequest(app.get(HttpAdapterHost), (view, request, response) => {
          connections.add(request.socket);
          response.setHeader('X-Seen', '1');
          response.once('finish', () => {
            const { template } = routeOf(view);
            seen.push(
              `${view.method} ${template ?? 'unmatched'} ${app.get(RouteMap).find(view.method, template)?.view ?? '-'}`,
            );
          });
        });
      },
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    seen.splice(0);
    answered.splice(0);
    connections.clear();
  });

  it.each([
    ['GET', '/api/things/7/parts?x=1', 'GET /api/things/:id/parts ThingsController.parts'],
    ['GET', '/api/items/7/parts', 'GET /api/items/:id/parts ThingsController.parts'],
    ['GET', '/api/things/refused', 'GET /api/things/refused ThingsController.refused'],
    ['POST', '/api/things', 'POST /api/things ThingsController.create'],
    ['HEAD', '/api/things/7/parts', 'HEAD /api/things/:id/parts ThingsController.parts'],
    ['GET', '/api/things/files/a/b', expect.stringMatching(/^GET .* ThingsController\.file$/)],
    ['GET', '/nowhere', 'GET unmatched -'],
  ])('tells the route of %s %s', async (method, path, expected) => {
    const response = await fetch(server.url + path, { method });
    await response.text();
    expect(response.headers.get('x-seen')).toBe('1');
    expect(seen).toEqual([expected]);
  });

  it('sees what no interceptor sees: preflights and malformed bodies', async () => {
    const preflight = await fetch(`${server.url}/api/things`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://a.example', 'Access-Control-Request-Method': 'POST' },
    });
    const malformed = await fetch(`${server.url}/api/things`, {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    expect([preflight.headers.get('x-seen'), malformed.headers.get('x-seen')]).toEqual(['1', '1']);
    expect(malformed.status).toBe(400);
  });

  it('lets one object take part in every response, before its headers go and when it is done', async () => {
    for (const path of ['/api/items/7/parts', '/nowhere']) await (await fetch(server.url + path)).text();
    await until(() => answered.length === 4);
    expect(answered).toEqual(['head 200', 'end 200 /api/items/7/parts', 'head 404', 'end 404 /nowhere']);
  });

  it('answers ahead of the framework what a resource takes, as everybody who listens sees', async () => {
    const response = await fetch(`${server.url}/ahead`);
    expect(await response.text()).toBe('ahead of the framework');
    expect(response.headers.get('x-seen')).toBe('1');
    await until(() => answered.length === 2);
    expect(answered).toEqual(['head 200', 'end 200 /ahead']);
    expect(seen).toEqual(['GET unmatched -']);
  });

  it('leaves no exchange in the memory of a connection that is kept alive', async () => {
    await (await fetch(`${server.url}/api/items/7/parts`)).text();
    await until(() => seen.length === 1);
    const [connection] = [...connections] as [Record<symbol, unknown>];
    const held = Object.getOwnPropertySymbols(connection).map((symbol) => connection[symbol]);
    expect(held.filter((value) => value instanceof ServerResponse)).toEqual([]);
  });
});
