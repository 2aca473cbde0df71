import { Controller, Get, Logger, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { CoreModule, RequestView } from '@nest-privacy/core';
import { MetricsModule } from '../metrics.module.js';
import { MetricsService } from '../metrics.service.js';
import { parseSamples } from '../testing/index.js';
import { RequestMetrics } from './request-metrics.js';

@Controller('things')
class ThingsController {
  @Get(':id')
  one(): string {
    return 'one';
  }

  @Post()
  create(): string {
    return 'created';
  }
}

/** A generator of its own, so that a failure can be repeated. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('RequestMetrics', () => {
  it('keeps 100 000 random requests within the limit, counts each once and warns once a metric', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    const module = await Test.createTestingModule({
      imports: [CoreModule.forRoot(), MetricsModule.forRoot()],
      controllers: [ThingsController],
    }).compile();
    const app = await module.createNestApplication().init();
    const metrics = app.get(RequestMetrics);
    const random = numbers(7);
    const next = (below: number) => Math.floor(random.next().value * below);
    const text = () => next(2 ** 32).toString(36);
    const methods = ['GET', 'POST', 'PURGE', text(), 'get', 'PROPFIND', 'HEAD'];
    const total = 100_000;

    for (let i = 0; i < total; i++) {
      const url = `/${text()}/${text()}?${text()}=${text()}`;
      const view = new RequestView({
        method: i % 3 === 0 ? text() : methods[i % methods.length],
        url,
        headers: { host: `${text()}.example`, referer: `http${i % 2 ? 's' : ''}://${text()}.${text()}/${text()}` },
        // Express' own mark of a matched route; a router mounted at a parameter leaks the raw value into it.
        ...(i % 2 === 0 && { route: { path: '/:id' }, baseUrl: `/${text()}` }),
      });
      metrics.record(view, 100 + next(900), next(10_000));
    }

    const samples = parseSamples(await app.get(MetricsService).scrape());
    const requests = samples.filter(({ name }) => name === 'http_requests_total');
    const durations = samples.filter(({ name }) => name === 'http_request_duration_seconds_count');
    expect(requests.length).toBeLessThanOrEqual(100);
    expect(durations.length).toBeLessThanOrEqual(100);
    expect(requests.reduce((sum, { value }) => sum + value, 0)).toBe(total);
    expect(durations.reduce((sum, { value }) => sum + value, 0)).toBe(total);
    const rest = requests.filter(({ labels }) => labels.path === 'other');
    expect(rest.map(({ labels }) => labels.status_class).sort()).toEqual(['1xx', '2xx', '3xx', '4xx', '5xx', 'other']);
    const overflow = samples.filter(({ name }) => name === 'metrics_label_overflow_total');
    expect(Object.fromEntries(overflow.map(({ labels, value }) => [labels.metric, value]))).toEqual({
      http_requests_total: rest.reduce((sum, { value }) => sum + value, 0),
      http_request_duration_seconds: durations.find(({ labels }) => labels.path === 'other')!.value,
    });
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
    await app.close();
  });
});
