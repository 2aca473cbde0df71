import { Get, Inject, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Registry } from 'prom-client';
import { MetricsService } from '../metrics.service.js';

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
