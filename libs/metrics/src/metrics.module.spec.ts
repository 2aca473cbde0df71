import { connect } from 'node:net';
import {
  type CanActivate,
  Controller,
  ForbiddenException,
  Get,
  Injectable,
  Logger,
  Module,
  Param,
  UseGuards,
} from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CoreModule, type MetricsRecorder, EveryErrorFilter } from '@nest-privacy/core';
import { Ports, usesPorts } from '@nest-privacy/core/kit';
import { exchange, startTestApp, TEST_ADAPTERS, type TestApp } from '@nest-privacy/core/testing';
import { Counter, register } from 'prom-client';
import { MetricsModule } from './metrics.module.js';
import { type MetricsModuleOptions } from './metrics.options.js';
import { MetricsRegistry } from './metrics.registry.js';
import { MetricsService } from './metrics.service.js';
import { ORDERS_METRICS } from '../test/orders-metrics.js';
import { parseSamples, type Sample } from './testing/index.js';

@Injectable()
class RefusingGuard implements CanActivate {
  canActivate(): boolean {
    throw new ForbiddenException();
  }
}

@Controller('things')
class ThingsController {
  @Get('refused')
  @UseGuards(RefusingGuard)
  refused(): string {
    return 'never';
  }

  @Get('broken')
  broken(): never {
    throw new Error('broken');
  }

  @Get(':id')
  one(@Param('id') id: string): string {
    return id;
  }
}

@Injectable()
class Feature {
  constructor(private readonly ports: Ports) {}

  get metrics(): MetricsRecorder {
    return this.ports.metrics;
  }
}
@Module({ providers: [usesPorts({ metrics: ORDERS_METRICS }), Feature] })
class FeatureModule {}

const TOKEN = 'a-long-enough-token';
const REFERRERS = ['google.com', 't.co', 'chatgpt.com', 'mail.google.com', 'elsewhere.example', 'bad host'];

describe.each(TEST_ADAPTERS)('MetricsModule under %s', (adapter) => {
  const running: TestApp[] = [];
  const start = async (metrics = MetricsModule.forRoot({ isGlobal: true })) => {
    const server = await startTestApp({
      adapter,
      imports: [CoreModule.forRoot(), metrics, FeatureModule],
      controllers: [ThingsController],
      providers: [{ provide: APP_FILTER, useClass: EveryErrorFilter }],
      configure: (app) => {
        app.enableCors();
        app.useLogger(false);
      },
    });
    running.push(server);
    return server;
  };
  const scrape = async (server: TestApp, name?: string) =>
    parseSamples(await (await fetch(`${server.url}/metrics`)).text(), name);
  const rows = (samples: Sample[]) =>
    samples.map(({ labels: { view, path, method, status_class, referrer }, value }) =>
      [view, path, method, status_class, referrer, value].join(' '),
    );
  const request = async (server: TestApp, path: string, init?: RequestInit) =>
    (await fetch(server.url + path, init)).text();

  afterEach(async () => {
    for (const server of running.splice(0)) await server.close();
  });

  it('counts every answer by view, route template, method, status class and referrer', async () => {
    const server = await start();
    await request(server, '/things/1');
    await request(server, '/things/2?secret=x');
    await request(server, '/things/3', { headers: { Referer: 'https://www.google.com/' } });
    await request(server, '/things/3', { headers: { Referer: `${server.url}/things/1` } });
    await request(server, '/things/refused');
    await request(server, '/things/broken');
    await request(server, '/wp-login.php');
    await request(server, '/things/1', {
      method: 'OPTIONS',
      headers: { Origin: 'http://a.example', 'Access-Control-Request-Method': 'GET' },
    });

    expect(rows(await scrape(server, 'http_requests_total'))).toEqual(
      expect.arrayContaining([
        'ThingsController.one /things/:id GET 2xx direct 2',
        'ThingsController.one /things/:id GET 2xx search 1',
        'ThingsController.one /things/:id GET 2xx internal 1',
        'ThingsController.refused /things/refused GET 4xx direct 1',
        'ThingsController.broken /things/broken GET 5xx direct 1',
        'unmatched unmatched OTHER 4xx other 1',
        expect.stringMatching(/(?: OPTIONS 2xx direct|^unmatched unmatched OTHER 2xx other) 1$/),
      ]),
    );
    const durations = await scrape(server, 'http_request_duration_seconds_count');
    expect(durations.find(({ labels }) => labels.path === '/things/:id')!.value).toBe(4);
    expect(await request(server, '/metrics')).not.toMatch(/secret|wp-login/);
  });

  it('does not count a request whose client went away', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          'POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nContent-Type: application/json\r\n\r\n{',
        );
        socket.end();
      });
      socket.resume().once('close', () => resolve());
      socket.once('error', () => resolve());
    });
    expect((await scrape(server, 'http_requests_total')).filter(({ labels }) => labels.status_class === '2xx')).toEqual(
      [],
    );
  });

  it('sees every route of its own, whatever came before', async () => {
    const server = await start(MetricsModule.forRoot({ isGlobal: true, maxSeries: 10 }));
    const odd = ['GET', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'].flatMap((method) =>
      Array.from({ length: 40 }, (_, i) =>
        exchange(
          server.url,
          `${method} ${i % 2 ? '/things/1' : `/odd/${i}`}?utm_medium=${['cpc', 'email', ''][i % 3]} HTTP/1.1\r\nHost: a\r\nReferer: https://${REFERRERS[i % REFERRERS.length]}/\r\n\r\n`,
          1,
        ),
      ),
    );
    await Promise.all(odd);
    await Promise.all(Array.from({ length: 20 }, () => exchange(server.url, 'garbage\r\n\r\n')));
    await request(server, '/things/broken', { method: 'HEAD' });
    await request(server, '/things/refused');

    const seen = rows(await scrape(server, 'http_requests_total'));
    expect(seen).toContain('ThingsController.broken /things/broken HEAD 5xx other 1');
    expect(seen).toContain('ThingsController.refused /things/refused GET 4xx other 1');
    expect(seen.filter((row) => row.startsWith('unmatched'))).toEqual(['unmatched unmatched OTHER 4xx other 240']);
    const timed = await scrape(server, 'http_request_duration_seconds_count');
    expect(timed.map(({ labels }) => labels.path)).toEqual(
      expect.arrayContaining(['/things/broken', '/things/refused']),
    );
  });

  it('answers in the exposition format, never cached', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/metrics`);
    // Express writes the parameters in an order of its own, which means the same.
    expect(response.headers.get('content-type')?.split('; ').sort()).toEqual([
      'charset=utf-8',
      'text/plain',
      'version=0.0.4',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('# TYPE http_requests_total counter');
  });

  it('serves the path and prefix that were chosen, and nothing where routes is none', async () => {
    const moved = await start(MetricsModule.forRoot({ path: 'internal/prometheus', prefix: 'shop_', isGlobal: true }));
    expect(await request(moved, '/internal/prometheus')).toContain('# TYPE shop_http_requests_total counter');
    expect((await fetch(`${moved.url}/metrics`)).status).toBe(404);
    const none = await start(MetricsModule.forRoot({ routes: 'none', isGlobal: true }));
    expect((await fetch(`${none.url}/metrics`)).status).toBe(404);
    expect(await none.app.get(MetricsService).scrape()).toContain('http_requests_total');
  });

  it('demands the token, if there is one', async () => {
    const server = await start(MetricsModule.forRoot({ token: TOKEN, isGlobal: true }));
    const status = async (Authorization?: string) =>
      (await fetch(`${server.url}/metrics`, { headers: Authorization === undefined ? {} : { Authorization } })).status;
    expect(await status()).toBe(401);
    expect(await status(`Bearer ${TOKEN}x`)).toBe(401);
    expect(await status(`Basic ${TOKEN}`)).toBe(401);
    expect(await status(`Bearer ${TOKEN}`)).toBe(200);
    expect(await status(`bearer ${TOKEN}`)).toBe(200);
    const refused = await fetch(`${server.url}/metrics`);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="metrics"');
    expect(await refused.json()).toMatchObject({ code: 'METRICS_TOKEN_REQUIRED' });
  });

  it('serves a port of its own, and then nothing on the application’s', async () => {
    const server = await start(MetricsModule.forRoot({ port: 0, token: TOKEN, isGlobal: true }));
    const own = `http://127.0.0.1:${server.app.get(MetricsService).port}`;
    const headers = { Authorization: `Bearer ${TOKEN}` };
    expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(404);
    const response = await fetch(`${own}/metrics?x=1`, { headers });
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(rows(parseSamples(await response.text(), 'http_requests_total'))).toHaveLength(1);
    expect((await fetch(`${own}/metrics`)).status).toBe(401);
    expect((await fetch(`${own}/`, { headers })).status).toBe(404);
    expect((await fetch(`${own}/metrics`, { method: 'POST', headers })).status).toBe(405);
    await server.close();
    await expect(fetch(`${own}/metrics`, { headers })).rejects.toThrow();
    await server.close();
  });

  it('does not start on a port that is taken, and says so', async () => {
    const first = await start(MetricsModule.forRoot({ port: 0, isGlobal: true }));
    const { port } = first.app.get(MetricsService);
    await expect(start(MetricsModule.forRoot({ port: port!, isGlobal: true }))).rejects.toMatchObject({
      code: 'METRICS_PORT_UNAVAILABLE',
    });
  });

  it('records what features tell, within their closed labels', async () => {
    const server = await start();
    const { metrics } = server.app.get(Feature, { strict: false });
    metrics.count('orders_total', { kind: 'book', decision: 'granted' });
    metrics.count('orders_total', { kind: 'book', decision: 'granted' }, 2);
    metrics.count('orders_total', { kind: 'X', decision: 'y', id: 'leak' } as never);
    metrics.count('orders_dropped_total', {} as never, Number.NaN);
    metrics.count('no_such_metric' as never, {} as never);
    metrics.observe('orders_batch_size', 7, {});
    metrics.observe('orders_batch_size', Number.NaN, {});
    expect(await scrape(server, 'orders_total')).toEqual([
      { name: 'orders_total', labels: { kind: 'book', decision: 'granted' }, value: 3 },
      { name: 'orders_total', labels: { kind: 'X', decision: 'y' }, value: 1 },
    ]);
    expect((await scrape(server, 'orders_batch_size_sum'))[0]!.value).toBe(7);
  });

  it('reads gauges at the scrape, and leaves out what fails or hangs', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const server = await start(MetricsModule.forRoot({ isGlobal: true, scrapeTimeout: 50 }));
    const { metrics } = server.app.get(Feature, { strict: false });
    let depth = 3;
    let hanging = 0;
    metrics.gauge('orders_waiting', () => depth);
    metrics.gauge('orders_buffered', () => (hanging++, new Promise<number>(() => {})));
    expect((await scrape(server, 'orders_waiting'))[0]!.value).toBe(3);
    depth = 4;
    const samples = await scrape(server);
    expect(samples.find(({ name }) => name === 'orders_waiting')!.value).toBe(4);
    expect(samples.some(({ name }) => name === 'orders_buffered')).toBe(false);
    expect(hanging).toBe(1);

    metrics.gauge('orders_waiting', () => Promise.reject(new Error('Redis is away')));
    metrics.gauge('orders_buffered', () => 5);
    const after = await scrape(server);
    expect(after.some(({ name }) => name === 'orders_waiting')).toBe(false);
    expect(after.find(({ name }) => name === 'orders_buffered')!.value).toBe(5);
    expect(await scrape(server, 'metrics_read_failures_total')).toEqual([
      { name: 'metrics_read_failures_total', labels: { metric: 'orders_buffered' }, value: 2 },
      { name: 'metrics_read_failures_total', labels: { metric: 'orders_waiting' }, value: 1 },
    ]);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('keeps two applications of one process apart, and out of the process-wide registry', async () => {
    const [one, two] = [await start(), await start()];
    await request(one, '/things/1');
    new Counter({ name: 'own_total', help: 'Own.', registers: [one.app.get<MetricsRegistry>(MetricsRegistry)] }).inc();
    expect(rows(await scrape(one, 'http_requests_total'))).toContain(
      'ThingsController.one /things/:id GET 2xx direct 1',
    );
    expect(rows(await scrape(two, 'http_requests_total'))).toEqual([]);
    expect(await scrape(one, 'own_total')).toHaveLength(1);
    expect(await scrape(two, 'own_total')).toEqual([]);
    expect(register.getMetricsAsArray()).toEqual([]);
  });

  it('has metrics of the process, and none of requests, as told', async () => {
    const server = await start(MetricsModule.forRoot({ processMetrics: true, requests: false, isGlobal: true }));
    const text = await request(server, '/metrics');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('http_requests_total');
  });
});

describe('MetricsModule.forRootAsync', () => {
  const options: MetricsModuleOptions = { prefix: 'async_', token: TOKEN };

  @Injectable()
  class Options {
    createMetricsOptions(): MetricsModuleOptions {
      return options;
    }
  }
  @Module({ providers: [Options], exports: [Options] })
  class OptionsModule {}

  it.each([
    ['forRoot', MetricsModule.forRoot({ ...options, path: 'm' })],
    ['useFactory', MetricsModule.forRootAsync({ useFactory: () => Promise.resolve(options), path: 'm' })],
    ['useClass', MetricsModule.forRootAsync({ useClass: Options, path: 'm' })],
    ['useExisting', MetricsModule.forRootAsync({ imports: [OptionsModule], useExisting: Options, path: 'm' })],
  ])('takes options and extras by %s', async (_form, module) => {
    const server = await startTestApp({ adapter: 'fastify', imports: [CoreModule.forRoot(), module] });
    const response = await fetch(`${server.url}/m`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(await response.text()).toContain('async_http_requests_total');
    expect((await fetch(`${server.url}/m`)).status).toBe(401);
    await server.close();
  });
});
