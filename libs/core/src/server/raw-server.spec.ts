import { Controller, ForbiddenException, Get, Post } from '@nestjs/common';
import { CoreModule } from '../core.module.js';
import { HttpAdapterHost } from '@nestjs/core';
import { startTestApp, TEST_ADAPTERS, type TestApp } from '../testing/index.js';
import { RouteMap } from '../request/route-map.js';
import { routeOf } from '../request/route.js';
import { onEveryRequest } from './on-every-request.js';

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

  beforeAll(async () => {
    server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot()],
      controllers: [ThingsController],
      configure: (app) => {
        app.setGlobalPrefix('api');
        app.enableCors();
        onEveryRequest(app.get(HttpAdapterHost), (view, _request, response) => {
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
  beforeEach(() => void seen.splice(0));

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
});
