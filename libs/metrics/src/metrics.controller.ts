import { Controller, Get, Inject, Res, type Type, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Registry } from 'prom-client';
import { NoPage } from '@nest-privacy/core/kit';
import { MetricsGuard } from './metrics.guard.js';
import { MetricsService } from './metrics.service.js';

/** What is scraped. */
export abstract class MetricsScrape {
  constructor(
    @Inject(MetricsService) private readonly metrics: MetricsService,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  @Get()
  async scrape(@Res({ passthrough: true }) response: unknown): Promise<string> {
    const text = await this.metrics.scrape();
    const { httpAdapter } = this.host;
    httpAdapter.setHeader(response, 'Content-Type', Registry.PROMETHEUS_CONTENT_TYPE);
    httpAdapter.setHeader(response, 'Cache-Control', 'no-store');
    return text;
  }
}

/** A `GET /metrics` controller of its own class, so that two applications in one process can serve two paths. */
export function metricsControllerAt(path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @NoPage()
  @UseGuards(MetricsGuard)
  class MetricsController extends MetricsScrape {}
  return MetricsController;
}
